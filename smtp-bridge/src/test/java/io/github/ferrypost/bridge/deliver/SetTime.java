package io.github.ferrypost.bridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock and a clock that only runs forward, which move when they are told to. */
final class SetTime extends Clock {
    private record Time(Instant wall, long nanos) {}

    private volatile Time time = new Time(Instant.parse("2026-12-01T08:00:00Z"), 0);

    /** Time passes. */
    void pass(Duration passed) {
        time = new Time(time.wall().plus(passed), time.nanos() + passed.toNanos());
    }

    /** The wall clock is set; no time passes. */
    void set(Instant wall) {
        time = new Time(wall, time.nanos());
    }

    long nanos() {
        return time.nanos();
    }

    @Override
    public Instant instant() {
        return time.wall();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
