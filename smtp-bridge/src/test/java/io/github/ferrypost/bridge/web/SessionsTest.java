package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void SEC13_aCookieIsOfNoUseAnHourAfterTheLastRequest() {
        Sessions sessions = new Sessions(clock);
        String token = sessions.begin();
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofMinutes(59));
            assertThat(sessions.find(token)).isPresent();
        }
        now = now.plus(Duration.ofMinutes(61));
        assertThat(sessions.find(token)).isEmpty();
        assertThat(Sessions.IDLE).isLessThanOrEqualTo(Duration.ofHours(1));
    }
}
