package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");

    @Test
    void SEC13_aCookieIsOfNoUseAnHourAfterTheLastRequest() {
        Sessions sessions = new Sessions(clock);
        String token = sessions.begin();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(59));
            assertThat(sessions.find(token)).isPresent();
        }
        clock.advance(Duration.ofMinutes(61));
        assertThat(sessions.find(token)).isEmpty();
        assertThat(Sessions.IDLE).isLessThanOrEqualTo(Duration.ofHours(1));
    }
}
