package io.github.ferrypost.bridge.history;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as a person types it. Stateless. */
public final class TimeText {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

    private TimeText() {}

    /**
     * Reads {@code 2h} (so long ago; also {@code m} and {@code d}), {@code 14:03} (today), {@code 2026-11-27},
     * {@code 2026-11-27T14:03} or an instant.
     *
     * @param zone of times without one
     * @return empty if it is none of these
     */
    public static Optional<Instant> parse(String text, Clock clock, ZoneId zone) {
        String time = text.strip();
        Matcher ago = AGO.matcher(time);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            Duration span = switch (ago.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            return Optional.of(clock.instant().minus(span));
        }
        try {
            if (time.matches("\\d{1,2}:\\d{2}")) {
                LocalTime today = LocalTime.parse(time.length() == 4 ? "0" + time : time);
                return Optional.of(LocalDate.now(clock.withZone(zone))
                        .atTime(today)
                        .atZone(zone)
                        .toInstant());
            }
            if (time.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(LocalDate.parse(time).atStartOfDay(zone).toInstant());
            }
            return Optional.of(
                    time.endsWith("Z")
                            ? Instant.parse(time)
                            : LocalDateTime.parse(time.replace(' ', 'T'))
                                    .atZone(zone)
                                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
