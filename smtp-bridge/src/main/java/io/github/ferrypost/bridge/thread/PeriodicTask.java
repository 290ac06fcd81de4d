package io.github.ferrypost.bridge.thread;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task at once and then after each period, on a daemon thread of its own, until it is closed. The task handles
 * its own failures: one that it throws ends the thread. Safe for use by many threads.
 */
public final class PeriodicTask implements AutoCloseable {
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;

    private PeriodicTask() {}

    /** @param name of the thread */
    public static PeriodicTask start(String name, Duration period, Runnable task) {
        PeriodicTask periodic = new PeriodicTask();
        Thread thread = new Thread(() -> periodic.run(period, task), name);
        thread.setDaemon(true);
        thread.start();
        return periodic;
    }

    private void run(Duration period, Runnable task) {
        try {
            while (!closed) {
                task.run();
                boolean unused = woken.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the next run now. */
    public void wake() {
        woken.release();
    }

    /** Starts no further run; does not wait for a running one. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
