package io.github.ferrypost.smtp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The road's only timer: while any socket is open, it periodically checks for stuck writes and for connections that
 * have been idle too long. After the last socket closes, its thread ends. Safe for use by many threads.
 */
final class IdleConnectionReaper {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.smtp");

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Set<TimedSocket> wires = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;
    private final SmtpLimits limits;
    private final Runnable closeIdle;
    private final long periodMillis;

    /** @param closeIdle closes the connections that have been idle too long */
    IdleConnectionReaper(SmtpLimits limits, Runnable closeIdle) {
        this.limits = limits;
        this.closeIdle = closeIdle;
        Duration shorter = limits.idle().compareTo(limits.write()) < 0 ? limits.idle() : limits.write();
        long quarter = shorter.toMillis() / 4;
        this.periodMillis = Math.max(SHORTEST.toMillis(), Math.min(LONGEST.toMillis(), quarter));
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ferrypost-smtp-links");
            thread.setDaemon(true);
            // not the caller's class loader: a timer must not keep a web application in memory
            thread.setContextClassLoader(IdleConnectionReaper.class.getClassLoader());
            return thread;
        });
        timer.setKeepAliveTime(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    void watch(TimedSocket socket) {
        wires.add(socket);
        start();
    }

    private void start() {
        if (ticking.compareAndSet(false, true)) {
            next();
        }
    }

    private void next() {
        Future<?> unused = timer.schedule(this::tick, periodMillis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            sweep();
        } catch (RuntimeException e) {
            // if the timer died of one failure, the next stuck write would block for ever
            LOG.log(Level.WARNING, "Closing idle SMTP connections failed", e);
        }
        wires.removeIf(TimedSocket::isClosed);
        if (!wires.isEmpty()) {
            next();
            return;
        }
        ticking.set(false);
        if (!wires.isEmpty()) {
            start();
        }
    }

    private void sweep() {
        for (TimedSocket socket : wires) {
            if (socket.isStuck(limits.write())) {
                socket.abort();
            }
        }
        closeIdle.run();
    }
}
