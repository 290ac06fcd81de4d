package io.github.ferrypost.util;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits that an interrupt does not shorten. A message being sent is completed, as with socket I/O, which ignores
 * interrupts too; the thread's interrupt flag is restored before the wait returns. Safe for many threads.
 */
public final class Uninterrupted {
    /**
     * A wait with a time limit.
     *
     * @param <T> what it returns
     * @param <E> what it throws, besides {@link InterruptedException}
     */
    @FunctionalInterface
    public interface TimedWait<T, E extends Exception> {
        /** @param nanos the remaining time in nanoseconds */
        T await(long nanos) throws E, InterruptedException;
    }

    private Uninterrupted() {}

    /**
     * Runs {@code wait} until it returns or throws, and repeats it with the remaining time after each interrupt.
     *
     * @param limit the total time of all repetitions
     */
    public static <T, E extends Exception> T await(Duration limit, TimedWait<T, E> wait) throws E {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await(Math.max(0, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sleeps for the whole time. */
    public static void sleep(Duration time) {
        Uninterrupted.<Boolean, RuntimeException>await(time, nanos -> {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        });
    }
}
