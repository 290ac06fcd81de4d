package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static Answer answer(String... fields) {
        return fields.length == 2
                ? new Answer(429, Map.of(fields[0], fields[1]), new byte[0])
                : new Answer(429, Map.of(fields[0], fields[1], fields[2], fields[3]), new byte[0]);
    }

    @Test
    void seconds() {
        assertThat(answer("retry-after", " 17 ").retryAfter(NOW)).contains(Duration.ofSeconds(17));
    }

    @Test
    void aDateAgainstOurClockWhereTheServerTellsNone() {
        assertThat(answer("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT").retryAfter(NOW))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateAgainstTheServersClockWhereItTellsIt() {
        assertThat(answer("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT", "Date", "Sun, 22 Nov 2026 10:00:10 GMT")
                        .retryAfter(NOW))
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void nonsenseAndThePastAreNothing() {
        assertThat(answer("Retry-After", "soon").retryAfter(NOW)).isEmpty();
        assertThat(answer("Retry-After", "-5").retryAfter(NOW)).isEmpty();
        assertThat(answer("Retry-After", "99999999999999999999").retryAfter(NOW))
                .isEmpty();
        assertThat(answer("Retry-After", "Sun, 22 Nov 2026 09:59:00 GMT").retryAfter(NOW))
                .isEmpty();
        assertThat(answer("X", "1").retryAfter(NOW)).isEmpty();
    }
}
