package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final MutableClock clock = MutableClock.stoppedAt(START);

    @Test
    void standsStillUntilItIsMoved() {
        long nanos = clock.nanos();
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
        clock.advance(Duration.ofSeconds(90));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
        assertThat(clock.nanos() - nanos).isEqualTo(Duration.ofSeconds(90).toNanos());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void aWallClockThatIsSetLetsNoTimePass() {
        clock.advance(Duration.ofSeconds(1));
        long nanos = clock.nanos();
        clock.set(START.minus(Duration.ofDays(365)));
        assertThat(clock.instant()).isEqualTo(START.minus(Duration.ofDays(365)));
        assertThat(clock.nanos()).isEqualTo(nanos);
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.minus(Duration.ofDays(365)).plusSeconds(5));
    }

    @Test
    void aRunningOneIsTheSystemClockAndWhatWasAdded() {
        MutableClock running = MutableClock.running();
        running.advance(Duration.ofDays(3));
        assertThat(Duration.between(Instant.now().plus(Duration.ofDays(3)), running.instant()))
                .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
        long nanos = System.nanoTime();
        assertThat(running.nanos() - nanos)
                .isBetween(
                        Duration.ofDays(3).toNanos(),
                        Duration.ofDays(3).plusMinutes(1).toNanos());
    }

    @Test
    void anEventHappensOnceWhileItIsRead() {
        clock.onNextReading(() -> clock.advance(Duration.ofMinutes(1)));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60)).isEqualTo(clock.instant());
    }

    @Test
    void inAnotherZoneItIsTheSameClock() {
        Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(berlin.instant()).isEqualTo(START.plusSeconds(60));
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
