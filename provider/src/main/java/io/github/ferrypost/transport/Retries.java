package io.github.ferrypost.transport;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The attempts of one operation, by its {@link RetryPolicy}. For one thread; begins with its construction.
 *
 * <p>An interrupt ends neither an attempt nor a wait, as Angus' sockets take no notice of one: programs that shut down send
 * their last mail so. The flag is kept here and set again by {@link #close}.
 */
final class Retries implements AutoCloseable {
    /** Time as an operation sees it, so that a test need not wait. Implementations are safe for many threads. */
    interface Time {
        /** The machine's time; its waits are not cut short by an interrupt. */
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

    /** The next delay without a time from Microsoft is the first again. */
    void progress() {
        failures = 0;
    }

    /** Waits for the next attempt after a failed one. Returns false, without a wait, if there is to be none. */
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
