package io.github.ferrypost.bridge.listen;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that are past their deadline and stuck where no time-out of a socket helps: in a TLS record that comes
 * octet by octet, or in a reply that nobody reads. Safe for use by many threads.
 */
final class Watch implements AutoCloseable {
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ferrypost-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> looking = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);

    private void look() {
        wires.stream().filter(Wire::overdue).forEach(Wire::closeAtOnce);
    }

    void add(Wire wire) {
        wires.add(wire);
    }

    void remove(Wire wire) {
        wires.remove(wire);
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.shutdown();
    }
}
