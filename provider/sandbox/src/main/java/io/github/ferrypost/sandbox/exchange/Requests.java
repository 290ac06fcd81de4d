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

/** Counts what came in, and remembers the last 10,000 requests. Thread-safe. */
public final class Requests {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong graph = new AtomicLong();
    private final AtomicLong smtp = new AtomicLong();
    private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
    private final Deque<Request> log = new ArrayDeque<>();

    public Requests(Clock clock) {
        this.clock = clock;
    }

    /** Requests to the token endpoint, refused ones included. */
    public long tokenRequests() {
        return tokens.get();
    }

    /** Requests to Graph, refused ones and upload chunks included. */
    public long graphRequests() {
        return graph.get();
    }

    /** SMTP connections accepted. */
    public long smtpConnections() {
        return smtp.get();
    }

    /** The most Graph requests that one app had under way at once for this mailbox, throttled ones included. */
    public int maxConcurrentGraph(String mailbox) {
        return max("graph " + mailbox);
    }

    /** The most authenticated SMTP connections that were open at once for this mailbox. */
    public int maxConcurrentSmtp(String mailbox) {
        return max("smtp " + mailbox);
    }

    /** Requests in the order in which they were answered; SMTP commands among them. */
    public List<Request> log() {
        synchronized (log) {
            return new ArrayList<>(log);
        }
    }

    /** Sets the counters to zero and empties the log. */
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

    /** Notes an answered request. */
    public void note(String method, String path, int status, String mailbox, String requestId, String clientRequestId) {
        Request entry = new Request(method, path, status, mailbox, requestId, clientRequestId, clock.instant());
        synchronized (log) {
            if (log.size() == REMEMBERED) {
                log.removeFirst();
            }
            log.addLast(entry);
        }
    }

    /** One more is under way for this road ({@code graph}, {@code smtp}), mailbox and client: how many are there now. */
    public int enter(String road, String mailbox, String client) {
        int current = now.computeIfAbsent(key(road, mailbox, client), k -> new AtomicInteger())
                .incrementAndGet();
        most.computeIfAbsent(key(road, mailbox), k -> new AtomicInteger()).accumulateAndGet(current, Math::max);
        return current;
    }

    /** How many are under way. */
    public int concurrent(String road, String mailbox, String client) {
        AtomicInteger current = now.get(key(road, mailbox, client));
        return current == null ? 0 : current.get();
    }

    /** One less is under way. */
    public void leave(String road, String mailbox, String client) {
        now.get(key(road, mailbox, client)).decrementAndGet();
    }

    private int max(String roadAndMailbox) {
        AtomicInteger seen = most.get(key(roadAndMailbox));
        return seen == null ? 0 : seen.get();
    }

    private static String key(String... parts) {
        return String.join(" ", parts).toLowerCase(Locale.ROOT);
    }
}
