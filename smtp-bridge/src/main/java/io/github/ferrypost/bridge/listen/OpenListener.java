package io.github.ferrypost.bridge.listen;

import java.util.concurrent.atomic.AtomicInteger;

/** A listener that is open: its sessions' context, and how many clients it has. Safe for use by many threads. */
final class OpenListener {
    private final SessionContext context;
    private final int most;
    private final AtomicInteger clients = new AtomicInteger();

    OpenListener(SessionContext context) {
        this.context = context;
        this.most = context.admission().maxConnections().orElse(Integer.MAX_VALUE);
    }

    SessionContext context() {
        return context;
    }

    /** Counts a client unless the listener is full; the caller then calls {@link #leave} exactly once. */
    boolean enter() {
        if (clients.incrementAndGet() <= most) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        clients.decrementAndGet();
    }
}
