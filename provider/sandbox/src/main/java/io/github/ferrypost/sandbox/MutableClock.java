package io.github.ferrypost.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A clock that a test moves, for {@link SandboxBuilder#clock} and for the software under test. It has a wall clock, which
 * can also be set as an administrator sets it, and {@link #nanos()}, which only elapsed time moves. Thread-safe.
 */
public final class MutableClock extends Clock {
    private static final class Shift {
        private final Duration wall;
        private final Duration elapsed;

        private Shift(Duration wall, Duration elapsed) {
            this.wall = wall;
            this.elapsed = elapsed;
        }
    }

    private final Clock base;
    private final LongSupplier baseNanos;
    private final AtomicReference<Shift> shift;
    private final AtomicReference<Runnable> onNextReading;

    private MutableClock(
            Clock base, LongSupplier baseNanos, AtomicReference<Shift> shift, AtomicReference<Runnable> onNextReading) {
        this.base = base;
        this.baseNanos = baseNanos;
        this.shift = shift;
        this.onNextReading = onNextReading;
    }

    private MutableClock(Clock base, LongSupplier baseNanos) {
        this(
                base,
                baseNanos,
                new AtomicReference<>(new Shift(Duration.ZERO, Duration.ZERO)),
                new AtomicReference<>(() -> {}));
    }

    /** A clock in UTC that stands still at this time until it is moved, so that a slow machine changes nothing. */
    public static MutableClock stoppedAt(Instant start) {
        return new MutableClock(Clock.fixed(start, ZoneOffset.UTC), () -> 0);
    }

    /** {@link #stoppedAt} an ISO 8601 time such as {@code 2026-11-22T12:00:00Z}. */
    public static MutableClock stoppedAt(String start) {
        return stoppedAt(Instant.parse(start));
    }

    /** A clock in UTC that stands still at the present time until it is moved. */
    public static MutableClock stopped() {
        return stoppedAt(Instant.now());
    }

    /** A clock in UTC that runs as the system clock does, and that can be moved as well. */
    public static MutableClock running() {
        return new MutableClock(Clock.systemUTC(), System::nanoTime);
    }

    /** Lets this time pass: both the wall clock and {@link #nanos()} move. */
    public void advance(Duration time) {
        shift.updateAndGet(old -> new Shift(old.wall.plus(time), old.elapsed.plus(time)));
    }

    /** Sets the wall clock, also back; no time passes. */
    public void set(Instant wall) {
        shift.updateAndGet(old -> new Shift(Duration.between(base.instant(), wall), old.elapsed));
    }

    /** Runs this once, before the next reading of the wall clock returns: what happens while the software looks at it. */
    public void onNextReading(Runnable event) {
        onNextReading.set(event);
    }

    /** Elapsed time in nanoseconds since an arbitrary origin, as {@link System#nanoTime()} gives it. */
    public long nanos() {
        return baseNanos.getAsLong() + shift().elapsed.toNanos();
    }

    @Override
    public Instant instant() {
        onNextReading.getAndSet(() -> {}).run();
        return base.instant().plus(shift().wall);
    }

    private Shift shift() {
        return Objects.requireNonNull(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    /** The same clock in another time zone: moving one moves both. */
    @Override
    public MutableClock withZone(ZoneId zone) {
        return new MutableClock(base.withZone(zone), baseNanos, shift, onNextReading);
    }
}
