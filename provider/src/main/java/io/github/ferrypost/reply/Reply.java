package io.github.ferrypost.reply;

import java.util.Objects;
import java.util.Optional;

/**
 * What is said about a try to send: an SMTP reply (RFC 5321 section 4.2) in its parts, so that the code and the text never
 * share a string. Immutable.
 */
public final class Reply {
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
     * @param text one line for everybody to see; it starts with Microsoft's own code where there is one
     * @throws IllegalArgumentException if the two codes disagree
     */
    public static Reply of(int code, String enhanced, String text) {
        return new Reply(code, EnhancedCode.of(enhanced), text, "", "");
    }

    /** The same with a detail for the operator's log: what the other side said, without secrets. */
    public Reply withDetail(String newDetail) {
        return new Reply(code, enhanced, text, newDetail, remedy);
    }

    /** The same with what a person can do about it. */
    public Reply withRemedy(String newRemedy) {
        return new Reply(code, enhanced, text, detail, newRemedy);
    }

    /** The same reply with other codes, as where a refusal is softened to a deferral. */
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

    public Optional<String> remedy() {
        return remedy.isEmpty() ? Optional.empty() : Optional.of(remedy);
    }

    /** Text and remedy in one line, for a place that has room for one. */
    public String explanation() {
        return remedy.isEmpty() ? text : text + " Remedy: " + remedy;
    }

    /** What the other side says may come with line breaks; a reply that breaks its line would break the dialog. */
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

    /** As on the wire: code, enhanced code, explanation. */
    @Override
    public String toString() {
        return code + " " + enhanced + " " + explanation();
    }
}
