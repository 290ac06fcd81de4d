package io.github.ferrypost.bridge.thread;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task at once and then after each period, on a daemon thread of its own, until it is closed. The task handles
 * its own failures: one that it throws ends the thread. Safe for use by many threads.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;
    /** Whether the last run failed, so that a fault that lasts is logged once. */
    private boolean failing;

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
                runOnce(task);
                boolean unused = woken.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bug in one run must not end all later ones. */
    private void runOnce(Runnable task) {
        try {
            task.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error(
                        "Internal error in {}; it runs again",
                        Thread.currentThread().getName(),
                        e);
            }
            failing = true;
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
