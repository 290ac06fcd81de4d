package io.github.ferrypost.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Looks now and then whether clients have lain idle for too long, for as long as there are any; then its thread ends. Each
 * of Java's clients has a thread that ends only when nobody holds the client any more, and that thread holds our classes:
 * without this, a web application that once sent a mail could never be unloaded. Safe for use by many threads.
 */
final class IdleWatch {
    private static final long SHORTEST_MILLIS = 50;

    private final BooleanSupplier rest;
    private final long periodMillis;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "ferrypost-http-idle");
        thread.setDaemon(true);
        thread.setContextClassLoader(IdleWatch.class.getClassLoader());
        return thread;
    });

    /** @param rest lets go of what was idle for the limit; true when nothing is left */
    IdleWatch(Duration limit, BooleanSupplier rest) {
        this.rest = rest;
        this.periodMillis = Math.max(SHORTEST_MILLIS, limit.toMillis() / 4);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** After each use of a client. */
    void wake() {
        if (ticking.compareAndSet(false, true)) {
            next();
        }
    }

    /** Runs the task once, so much later, where it is not cancelled before. */
    Future<?> after(long nanos, Runnable task) {
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void next() {
        Future<?> unused = timer.schedule(this::tick, periodMillis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!rest.getAsBoolean()) {
            next();
            return;
        }
        ticking.set(false);
        if (!rest.getAsBoolean()) {
            wake(); // somebody came in between, and found the watch awake
        }
    }
}
