package io.github.ferrypost.reply;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The result of an attempt as an SMTP reply (RFC 5321 section 4.2), in parts, so that code and text are never one
 * string. Immutable.
 */
public final class Reply {
    private static final Pattern SERVER_REPLY = Pattern.compile("[2-5]\\d\\d( .*)?");

    private final int code;
    private final EnhancedCode enhanced;
    private final String text;
    private final String detail;
    private final String remedy;

    private Reply(int code, EnhancedCode enhanced, String text, String detail, String remedy) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("not an SMTP reply code: " + code);
        }
        if (code / 100 != enhanced.classDigit()) {
            throw new IllegalArgumentException("reply code " + code + " and enhanced code " + enhanced + " disagree");
        }
        this.code = code;
        this.enhanced = enhanced;
        this.text = oneLine(text);
        this.detail = oneLine(detail);
        this.remedy = oneLine(remedy);
    }

    /**
     * @param code the reply code, 200 to 599
     * @param enhanced the enhanced code (RFC 3463), of the same class as {@code code}
     * @param text one public line, without the two codes
     * @throws IllegalArgumentException if the two codes disagree
     */
    public static Reply of(int code, String enhanced, String text) {
        return new Reply(code, EnhancedCode.of(enhanced), text, "", "");
    }

    /** Returns a copy with another text. */
    public Reply withText(String newText) {
        return new Reply(code, enhanced, newText, detail, remedy);
    }

    /** Returns a copy with a detail for the operator's log: what the server said, without secrets. */
    public Reply withDetail(String newDetail) {
        return new Reply(code, enhanced, text, newDetail, remedy);
    }

    /** Returns a copy with a remedy: what a person can do. */
    public Reply withRemedy(String newRemedy) {
        return new Reply(code, enhanced, text, detail, newRemedy);
    }

    /** Returns a copy with other codes, for example when a refusal is softened to a deferral. */
    public Reply withCodes(int newCode, String newEnhanced) {
        return new Reply(newCode, EnhancedCode.of(newEnhanced), text, detail, remedy);
    }

    public int code() {
        return code;
    }

    public EnhancedCode enhanced() {
        return enhanced;
    }

    public String text() {
        return text;
    }

    public Optional<String> detail() {
        return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
    }

    /**
     * The reply of an SMTP server, in one line with its codes, if there was one: the value that RFC 3464 section
     * 2.3.6 requires for {@code Diagnostic-Code: smtp;}.
     */
    public Optional<String> serverReply() {
        return detail().filter(said -> SERVER_REPLY.matcher(said).matches());
    }

    public Optional<String> remedy() {
        return remedy.isEmpty() ? Optional.empty() : Optional.of(remedy);
    }

    /** Text and remedy in one line. */
    public String explanation() {
        if (remedy.isEmpty()) {
            return text;
        }
        boolean ended = text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0;
        return text + (ended ? "" : ".") + " Remedy: " + remedy;
    }

    /** A server's text may contain line breaks; they would break the SMTP dialog. */
    private static String oneLine(String value) {
        StringBuilder line = null;
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                line = line == null ? new StringBuilder(value) : line;
                line.setCharAt(i, ' ');
            }
        }
        return (line == null ? value : line.toString()).trim();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Reply)) {
            return false;
        }
        Reply that = (Reply) other;
        return code == that.code
                && enhanced.equals(that.enhanced)
                && text.equals(that.text)
                && detail.equals(that.detail)
                && remedy.equals(that.remedy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, enhanced, text, detail, remedy);
    }

    /** The SMTP form: code, enhanced code, explanation. */
    @Override
    public String toString() {
        return code + " " + enhanced + " " + explanation();
    }
}
