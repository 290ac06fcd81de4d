package io.github.ferrypost.sandbox.exchange;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts requests and logs the latest 10,000. Thread-safe. */
public final class Requests {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong graph = new AtomicLong();
    private final AtomicLong smtp = new AtomicLong();
    private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
    private final Deque<LoggedRequest> log = new ArrayDeque<>();

    public Requests(Clock clock) {
        this.clock = clock;
    }

    /** Requests to the token endpoint, including refused ones. */
    public long tokenRequests() {
        return tokens.get();
    }

    /** Requests to Graph, including refused ones and upload chunks. */
    public long graphRequests() {
        return graph.get();
    }

    /** SMTP connections accepted. */
    public long smtpConnections() {
        return smtp.get();
    }

    /** The most concurrent Graph requests of one app for this mailbox, including throttled ones. */
    public int maxConcurrentGraph(String mailbox) {
        return max("graph " + mailbox);
    }

    /** The most concurrent authenticated SMTP connections for this mailbox. */
    public int maxConcurrentSmtp(String mailbox) {
        return max("smtp " + mailbox);
    }

    /** Requests in the order they were answered, including SMTP commands. */
    public List<LoggedRequest> log() {
        synchronized (log) {
            return new ArrayList<>(log);
        }
    }

    /** Resets the counters and clears the log. */
    public void clear() {
        tokens.set(0);
        graph.set(0);
        smtp.set(0);
        most.clear();
        synchronized (log) {
            log.clear();
        }
    }

    /** Called by the token endpoint. */
    public void countToken() {
        tokens.incrementAndGet();
    }

    /** Called by Graph. */
    public void countGraph() {
        graph.incrementAndGet();
    }

    /** Called by the SMTP server. */
    public void countSmtp() {
        smtp.incrementAndGet();
    }

    /** Logs an answered request. */
    public void note(String method, String path, int status, String mailbox, String requestId, String clientRequestId) {
        LoggedRequest entry =
                new LoggedRequest(method, path, status, mailbox, requestId, clientRequestId, clock.instant());
        synchronized (log) {
            if (log.size() == REMEMBERED) {
                log.removeFirst();
            }
            log.addLast(entry);
        }
    }

    /**
     * Counts one more in progress by this road ({@code graph}, {@code smtp}), mailbox and client; returns the new
     * count.
     */
    public int enter(String road, String mailbox, String client) {
        int current = now.computeIfAbsent(key(road, mailbox, client), k -> new AtomicInteger())
                .incrementAndGet();
        most.computeIfAbsent(key(road, mailbox), k -> new AtomicInteger()).accumulateAndGet(current, Math::max);
        return current;
    }

    /** How many are in progress. */
    public int concurrent(String road, String mailbox, String client) {
        AtomicInteger current = now.get(key(road, mailbox, client));
        return current == null ? 0 : current.get();
    }

    /** Counts one less in progress. */
    public void leave(String road, String mailbox, String client) {
        now.computeIfPresent(key(road, mailbox, client), (key, count) -> {
            count.decrementAndGet();
            return count;
        });
    }

    private int max(String roadAndMailbox) {
        AtomicInteger seen = most.get(key(roadAndMailbox));
        return seen == null ? 0 : seen.get();
    }

    private static String key(String... parts) {
        return String.join(" ", parts).toLowerCase(Locale.ROOT);
    }
}
