package io.github.ferrypost.bridge.listen;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listener that is open: what its sessions follow, and how many clients it has. A change of the settings replaces the
 * context; sessions take the new one over between two messages. Safe for use by many threads.
 */
final class OpenListener {
    private final AtomicInteger clients = new AtomicInteger();
    private volatile SessionContext context;
    private volatile boolean gone;

    OpenListener(SessionContext context) {
        this.context = context;
    }

    SessionContext context() {
        return context;
    }

    void follow(SessionContext newContext) {
        context = newContext;
    }

    /** The settings no longer have it: a session that begins nevertheless ends at once. */
    void end() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** The name in the settings; empty for the default one. */
    String name() {
        return context.admission().listener();
    }

    /** Counts a client unless the listener is full; the caller then calls {@link #leave} exactly once. */
    boolean enter() {
        int most = context.admission().maxConnections().orElse(Integer.MAX_VALUE);
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
