package io.github.ferrypost.graph;

import io.github.ferrypost.http.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Retry-After in both its forms, seconds and date (RFC 9110 section 10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    /** Nothing where it is absent, malformed or past. A date is held against the server's own clock where it tells it. */
    static Optional<Duration> of(Answer answer, Instant now) {
        String value = answer.header("Retry-After").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant from = answer.header("Date").flatMap(RetryAfter::date).orElse(now);
        return date(value).map(until -> Duration.between(from, until)).filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
