package io.github.ferrypost.reply;

import java.util.Objects;
import java.util.Optional;

/** An enhanced status code (RFC 3463 section 2): class, subject and detail, as in {@code 5.7.60}. Immutable. */
public final class EnhancedCode {
    private final String text;

    private EnhancedCode(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if {@code text} does not have the form of RFC 3463 */
    public static EnhancedCode of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an enhanced status code: " + text));
    }

    /** The code, or empty if {@code text} is not one. */
    public static Optional<EnhancedCode> parse(String text) {
        int dot = text.indexOf('.', 2);
        boolean good = dot > 0
                && "245".indexOf(text.charAt(0)) >= 0
                && text.charAt(1) == '.'
                && isNumber(text, 2, dot)
                && isNumber(text, dot + 1, text.length());
        return good ? Optional.of(new EnhancedCode(text)) : Optional.empty();
    }

    /** RFC 3463 section 2: subject and detail are up to three digits, without leading zeros. */
    private static boolean isNumber(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** 2 for success, 4 for a transient failure, 5 for a permanent one. */
    public int classDigit() {
        return text.charAt(0) - '0';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnhancedCode && text.equals(((EnhancedCode) other).text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
