package io.github.ferrypost.reply;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An enhanced status code (RFC 3463 section 2): class, subject and detail, as in {@code 5.7.60}. Immutable. */
public final class EnhancedCode {
    /** RFC 3463 section 2: subject and detail are up to three digits, without leading zeros. */
    private static final Pattern FORM = Pattern.compile("([245])\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    private final String text;

    private EnhancedCode(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if {@code text} is not of the form of RFC 3463 */
    public static EnhancedCode of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an enhanced status code: " + text));
    }

    /** The code, or nothing where {@code text} is not one. */
    public static Optional<EnhancedCode> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new EnhancedCode(text)) : Optional.empty();
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
