package io.github.ferrypost.http;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A client for one origin, replaced as soon as a link of it may have been idle for too long. Java keeps idle links for 20
 * minutes (for 30 s from Java 20 on) and uses them in turn, the longest idle first. A POST on a link that was cut
 * meanwhile, without notice, by the server or a firewall fails in doubt, and doubt is dear.
 *
 * <p>Java has no way to close links before version 21. So a client is set aside, and serves again once its links have
 * certainly ended by themselves; that bounds the number of clients even where the garbage collector never runs.
 */
final class FreshClient {
    private final Supplier<HttpClient> maker;
    private final LongSupplier nanoTime;
    private final long idleLimit;
    private final long keepAlive;
    private final Deque<Generation> aside = new ArrayDeque<>();
    private Generation current;

    FreshClient(Supplier<HttpClient> maker, LongSupplier nanoTime, Duration idleLimit) {
        this.maker = maker;
        this.nanoTime = nanoTime;
        this.idleLimit = idleLimit.toNanos();
        // the names and defaults of the networking properties of module java.net.http
        int seconds = Integer.getInteger(
                "jdk.httpclient.keepalive.timeout", Runtime.version().feature() >= 20 ? 30 : 1200);
        this.keepAlive = Duration.ofSeconds(seconds + 10L).toNanos();
    }

    /** Lends the client; the loan is to be closed when its request has ended. */
    synchronized Loan borrow() {
        long now = nanoTime.getAsLong();
        if (current == null || current.isStale(now, idleLimit)) {
            HttpClient rested = restedClient(now);
            if (current != null) {
                current.client = null;
                aside.addLast(current);
            }
            current = new Generation(rested == null ? maker.get() : rested);
        }
        current.active++;
        current.peak = Math.max(current.peak, current.active);
        return new Loan(current, current.client);
    }

    private synchronized void giveBack(Generation generation) {
        long now = nanoTime.getAsLong();
        if (generation.active == generation.peak) {
            generation.allBusyUntil = now;
        }
        generation.lastBack = now;
        generation.active--;
    }

    /** Lets go of the client once its links were idle for the limit; true if none is held any more. */
    synchronized boolean rest() {
        if (current == null) {
            return true;
        }
        if (current.active > 0 || nanoTime.getAsLong() - current.lastBack <= idleLimit) {
            return false;
        }
        current.client = null;
        aside.addLast(current);
        current = null;
        return true;
    }

    /** The client that was set aside first, if the last of its links has ended by now; null if not. */
    private HttpClient restedClient(long now) {
        aside.removeIf(generation -> generation.weak.get() == null);
        Generation oldest = aside.peekFirst();
        if (oldest == null || oldest.active > 0 || now - oldest.lastBack <= keepAlive) {
            return null;
        }
        aside.removeFirst();
        return oldest.weak.get();
    }

    /** A client from its first request until it is set aside; guarded by the lock of the FreshClient. */
    private static final class Generation {
        private final WeakReference<HttpClient> weak;
        /** Null once it is set aside, so that the garbage collector may end it. */
        private HttpClient client;

        private int active;
        /** There are at most so many links. */
        private int peak;
        /** The last time when every link was in use. */
        private long allBusyUntil;

        private long lastBack;

        private Generation(HttpClient client) {
            this.weak = new WeakReference<>(client);
            this.client = client;
        }

        private boolean isStale(long now, long limit) {
            return active < peak && now - allBusyUntil > limit;
        }
    }

    /** A client on loan for one request. */
    final class Loan implements AutoCloseable {
        private final Generation generation;
        private final HttpClient client;

        private Loan(Generation generation, HttpClient client) {
            this.generation = generation;
            this.client = client;
        }

        HttpClient client() {
            return client;
        }

        @Override
        public void close() {
            giveBack(generation);
        }
    }
}
