package io.github.ferrypost.bridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long the bridge has run without a jump of the wall clock. Ages by the wall clock are unreliable across a jump,
 * for example after a boot with the wrong time, after suspend, or when NTP corrects the clock. Safe for use by many
 * threads.
 */
public final class RunningTime {
    private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanos;
    private Instant lastWall;
    private long lastNanos;
    private long begin;

    /** @param nanos a monotonic clock, in nanoseconds, such as {@link System#nanoTime} */
    public RunningTime(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        lastWall = wall.instant();
        lastNanos = nanos.getAsLong();
        begin = lastNanos;
    }

    /**
     * The time since creation or since the wall clock last jumped. Call it often, because it compares the clocks on
     * each call.
     */
    public synchronized Duration get() {
        Instant nowWall = wall.instant();
        long now = nanos.getAsLong();
        while (Duration.between(nowWall, wall.instant()).abs().compareTo(SAME_MOMENT) > 0) {
            // the process was suspended, or the clock was set, between the two readings
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
