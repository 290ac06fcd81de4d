package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that are past their deadline and stuck where socket timeouts do not help: in a TLS record that
 * arrives octet by octet, or in a reply that the client does not read. Also runs the listener's housekeeping each
 * second. Safe for use by many threads.
 */
final class DeadlineMonitor implements AutoCloseable {
    static final String THREAD = "ferrypost-watch";

    private final Set<ClientChannel> wires = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts the monitor.
     *
     * @param everySecond runs in the monitor's thread until {@link #close}
     */
    DeadlineMonitor(EssentialThreads threads, Runnable everySecond) {
        threads.start(THREAD, () -> watch(everySecond));
    }

    private void watch(Runnable everySecond) {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                for (ClientChannel wire : wires) {
                    if (wire.overdue()) {
                        wire.closeAtOnce();
                    }
                }
                everySecond.run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the monitor of connection deadlines has stopped", e);
        }
    }

    void add(ClientChannel wire) {
        wires.add(wire);
    }

    void remove(ClientChannel wire) {
        wires.remove(wire);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
