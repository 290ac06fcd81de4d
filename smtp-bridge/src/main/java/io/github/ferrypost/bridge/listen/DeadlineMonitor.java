package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that are past their deadline and stuck where no time-out of a socket helps: in a TLS record that comes
 * octet by octet, or in a reply that the client does not read. Each second it also looks after the rest of the listener.
 * Safe for use by many threads.
 */
final class DeadlineMonitor implements AutoCloseable {
    static final String THREAD = "ferrypost-watch";

    private final Set<ClientChannel> wires = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Begins to watch.
     *
     * @param everySecond is run in the watch's thread, until {@link #close}
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
            throw new IllegalStateException("the deadlines of connections are no longer watched", e);
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
