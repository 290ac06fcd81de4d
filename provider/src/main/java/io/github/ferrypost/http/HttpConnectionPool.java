package io.github.ferrypost.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections, most recently used first, so that surplus ones from a busier hour age and are closed. Has no
 * thread: expired connections are closed at the next use of any connection. Safe for many threads.
 */
final class HttpConnectionPool {
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final LongSupplier nanoTime;
    private final long idleLimit;
    private final int mostIdle;

    /**
     * @param idleLimit how long a connection may be idle
     * @param mostIdle how many connections may be idle, for all servers together
     */
    HttpConnectionPool(LongSupplier nanoTime, Duration idleLimit, int mostIdle) {
        this.nanoTime = nanoTime;
        this.idleLimit = idleLimit.toNanos();
        this.mostIdle = mostIdle;
    }

    /** A connection for this route that its server has not closed, as far as can be detected; null if there is none. */
    @Nullable
    HttpConnection take(HttpRoute route) {
        while (true) {
            List<HttpConnection> old = new ArrayList<>(0);
            @Nullable Idle found;
            long now = nanoTime.getAsLong();
            synchronized (this) {
                removeOld(now, old);
                found = remove(route);
            }
            old.forEach(HttpConnection::close);
            if (found == null || !found.connection.isStale(now - found.since)) {
                return found == null ? null : found.connection;
            }
            found.connection.abort();
        }
    }

    /** Keeps a connection after its exchange, or closes it if it is not reusable. */
    void giveBack(HttpConnection connection) {
        if (!connection.isReusable()) {
            connection.close();
            return;
        }
        List<HttpConnection> old = new ArrayList<>(0);
        synchronized (this) {
            long now = nanoTime.getAsLong();
            idle.addFirst(new Idle(connection, now, limit(connection)));
            removeOld(now, old);
            if (idle.size() > mostIdle) {
                old.add(idle.removeLast().connection);
            }
        }
        old.forEach(HttpConnection::close);
    }

    /** Half of the server's keep-alive time, if that is less: the request takes time to arrive, and clocks differ. */
    private long limit(HttpConnection connection) {
        int promised = connection.keepAliveSeconds();
        return promised < 0
                ? idleLimit
                : Math.min(idleLimit, Duration.ofMillis(promised * 500L).toNanos());
    }

    private @Nullable Idle remove(HttpRoute route) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle candidate = each.next();
            if (candidate.connection.route().equals(route)) {
                each.remove();
                return candidate;
            }
        }
        return null;
    }

    private void removeOld(long now, List<HttpConnection> old) {
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            Idle candidate = each.next();
            if (now - candidate.since > candidate.limit) {
                each.remove();
                old.add(candidate.connection);
            }
        }
    }

    /** Closes all idle connections. */
    void close() {
        List<Idle> all;
        synchronized (this) {
            all = new ArrayList<>(idle);
            idle.clear();
        }
        all.forEach(each -> each.connection.close());
    }

    private static final class Idle {
        private final HttpConnection connection;
        private final long since;
        private final long limit;

        private Idle(HttpConnection connection, long since, long limit) {
            this.connection = connection;
            this.since = since;
            this.limit = limit;
        }
    }
}
