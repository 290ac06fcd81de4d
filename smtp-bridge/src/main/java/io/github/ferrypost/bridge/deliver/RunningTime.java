package io.github.ferrypost.bridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long the bridge has been running by a clock that was not set meanwhile. An age by the wall clock proves nothing while
 * that clock jumps, as where a machine boots with a wrong time, was suspended, or NTP corrects it. Safe for use by many
 * threads.
 */
final class RunningTime {
    private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanos;
    private Instant lastWall;
    private long lastNanos;
    private long begin;

    /** @param nanos a clock that only runs forward, in nanoseconds, such as {@link System#nanoTime} */
    RunningTime(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        lastWall = wall.instant();
        lastNanos = nanos.getAsLong();
        begin = lastNanos;
    }

    /** Since this was made, or since the wall clock last jumped; to be asked often, since it compares the clocks then. */
    synchronized Duration get() {
        Instant nowWall = wall.instant();
        long now = nanos.getAsLong();
        while (Duration.between(nowWall, wall.instant()).abs().compareTo(SAME_MOMENT) > 0) {
            // the process stood still, or the clock was set, between the two
            nowWall = wall.instant();
            now = nanos.getAsLong();
        }
        Duration apart =
                Duration.between(lastWall, nowWall).minusNanos(now - lastNanos).abs();
        if (apart.compareTo(DeliveryLimits.CLOCK_JUMP) > 0) {
            begin = now;
        }
        lastWall = nowWall;
        lastNanos = now;
        return Duration.ofNanos(now - begin);
    }
}
