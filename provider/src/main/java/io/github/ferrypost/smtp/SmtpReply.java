package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.EnhancedCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server reply at one point of the dialog, or the reason why there is none. Immutable; contains no secret. */
final class SmtpReply {
    /** No reply: the connection ended, a timeout, or something that is not SMTP. */
    private static final int NOTHING = -1;

    /** A server may echo an unknown command, and with it the token; nothing else in a reply to AUTH is this long. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9+/=._~-]{60,}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Exchange's longest known refusals, with diagnostics in the middle, have some 1,500 characters. */
    private static final int MOST_TEXT = 2000;

    private final Phase phase;
    private final int code;
    private final @Nullable EnhancedCode enhanced;
    private final String text;
    private final String raw;

    private SmtpReply(Phase phase, int code, @Nullable EnhancedCode enhanced, String text, String raw) {
        this.phase = phase;
        this.code = code;
        this.enhanced = enhanced;
        this.text = text;
        this.raw = raw;
    }

    /** @param response all lines of a reply, with their codes */
    static SmtpReply of(Phase phase, String response) {
        int code = code(response);
        if (code < 200 || code > 599) {
            return nothing(phase, "no SMTP reply at " + phase.words() + ": " + shown(phase, response, 80));
        }
        @Nullable EnhancedCode enhanced = null;
        StringBuilder text = new StringBuilder();
        for (String line : lines(response)) {
            String rest = withoutCode(line).trim();
            int space = rest.indexOf(' ');
            Optional<EnhancedCode> first = EnhancedCode.parse(space < 0 ? rest : rest.substring(0, space));
            if (first.isPresent()) {
                enhanced = enhanced == null ? first.get() : enhanced;
                rest = space < 0 ? "" : rest.substring(space + 1).trim();
            }
            text.append(text.length() == 0 || rest.isEmpty() ? "" : " ").append(rest);
        }
        return new SmtpReply(phase, code, enhanced, shown(phase, text, MOST_TEXT), response);
    }

    private static String shown(Phase phase, CharSequence text, int most) {
        String all = phase == Phase.AUTH ? SECRET.matcher(text).replaceAll("[...]") : text.toString();
        String some = all.length() > most ? all.substring(0, most) : all;
        return CONTROL.matcher(some).replaceAll(" ");
    }

    private static int code(String response) {
        boolean number = response.length() >= 3
                && response.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')
                && (response.length() == 3 || " -\r\n".indexOf(response.charAt(3)) >= 0);
        return number ? Integer.parseInt(response.substring(0, 3)) : NOTHING;
    }

    private static List<String> lines(String response) {
        return response.strip().indexOf('\n') < 0 ? List.of(response) : List.of(response.split("\\R", -1));
    }

    /** Strips the code: three digits before the first space or hyphen. */
    private static String withoutCode(String line) {
        boolean code = line.length() >= 3 && line.substring(0, 3).chars().allMatch(Character::isDigit);
        if (!code) {
            return line;
        }
        boolean marked = line.length() > 3 && (line.charAt(3) == ' ' || line.charAt(3) == '-');
        return line.substring(marked ? 4 : 3);
    }

    /** @param why for people, such as the text of an exception */
    static SmtpReply nothing(Phase phase, String why) {
        return new SmtpReply(phase, NOTHING, null, why, "");
    }

    Phase phase() {
        return phase;
    }

    boolean isNothing() {
        return code == NOTHING;
    }

    /** 200 to 599, or -1 for no reply. */
    int code() {
        return code;
    }

    boolean isPositive() {
        return code >= 200 && code < 300;
    }

    boolean isRefusal() {
        return code >= 400;
    }

    Optional<EnhancedCode> enhanced() {
        return Optional.ofNullable(enhanced);
    }

    /** The text without the codes, or why there is no reply. */
    String text() {
        return text;
    }

    /** The lines as received; empty if there is no reply. Not for logs, because a server may echo a secret. */
    String raw() {
        return raw;
    }

    /** The codes alone, as the server sent them. */
    String codes() {
        return code + (enhanced == null ? "" : " " + enhanced);
    }

    @Override
    public String toString() {
        return isNothing() ? text : (codes() + " " + text).trim();
    }
}
