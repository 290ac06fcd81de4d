package io.github.ferrypost.http;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends stuck writes at their deadline, because Java has no write timeout. Its thread exists only while a large
 * request is being written, and a little longer, so that a busy client does not start one per request. Safe for many
 * threads.
 */
final class WriteWatch {
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Set<DeadlineSocket> writing = ConcurrentHashMap.newKeySet();
    private boolean running;

    void begin(DeadlineSocket socket) {
        writing.add(socket);
        synchronized (this) {
            if (!running) {
                running = true;
                thread().start();
            }
        }
    }

    void end(DeadlineSocket socket) {
        writing.remove(socket);
    }

    private Thread thread() {
        Thread thread = new Thread(this::watch, "ferrypost-http-write");
        thread.setDaemon(true);
        // not the caller's class loader: the thread must not keep a web application in memory
        thread.setContextClassLoader(WriteWatch.class.getClassLoader());
        return thread;
    }

    private void watch() {
        boolean idle = false;
        while (true) {
            Uninterrupted.sleep(PERIOD);
            writing.stream().filter(DeadlineSocket::isOverdue).forEach(DeadlineSocket::abort);
            synchronized (this) {
                boolean none = writing.isEmpty();
                if (none && idle) {
                    running = false;
                    return;
                }
                idle = none;
            }
        }
    }
}
