package io.github.ferrypost.account;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in settings: a whole number and {@code ms}, {@code s}, {@code m} or {@code h}; or {@code 0}. */
final class DurationText {
    /** Nine digits of any unit are far below the limits of {@link Duration}. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private DurationText() {}

    /** The duration; empty if the text has another form. */
    static Optional<Duration> parse(String text) {
        if (text.trim().equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long value = Long.parseLong(matcher.group(1));
        switch (matcher.group(2)) {
            case "ms":
                return Optional.of(Duration.ofMillis(value));
            case "s":
                return Optional.of(Duration.ofSeconds(value));
            case "m":
                return Optional.of(Duration.ofMinutes(value));
            default:
                return Optional.of(Duration.ofHours(value));
        }
    }
}
