package io.github.ferrypost.transport;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The attempts of one operation, controlled by its {@link RetryPolicy}. For one thread; time starts at construction.
 *
 * <p>An interrupt ends neither an attempt nor a wait: Angus' sockets ignore interrupts too, and programs send their
 * last message while shutting down. The interrupt flag is saved here and restored by {@link #close}.
 */
final class Retries implements AutoCloseable {
    /** The clock and waits of an operation; tests replace it. Implementations are safe for many threads. */
    interface Time {
        /** System time; an interrupt does not shorten its waits. */
        Time SYSTEM = new Time() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) {
                Uninterrupted.sleep(duration);
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };

        long nanoTime();

        void sleep(Duration duration);

        /** From 0 to 1. */
        double random();
    }

    private final RetryPolicy policy;
    private final Time time;
    private final long start;
    private int failures;
    private boolean interrupted;

    Retries(RetryPolicy policy, Time time) {
        this.policy = policy;
        this.time = time;
        this.start = time.nanoTime();
        this.interrupted = Thread.interrupted();
    }

    /** Resets the delay: the next one without a time from Microsoft is the first again. */
    void progress() {
        failures = 0;
    }

    /** Waits for the next attempt after a failure. Returns false, without waiting, if there is none. */
    boolean await(Optional<Duration> retryAfter) {
        failures++;
        Duration elapsed = Duration.ofNanos(time.nanoTime() - start);
        Optional<Duration> delay = policy.delay(failures, elapsed, retryAfter, time.random());
        delay.ifPresent(time::sleep);
        interrupted |= Thread.interrupted();
        return delay.isPresent();
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
