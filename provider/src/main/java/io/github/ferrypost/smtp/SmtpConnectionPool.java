package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.util.AdaptiveLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The connections of one mailbox: Exchange counts them by mailbox, whichever app registration opened them. Senders
 * beyond the limit wait in order of arrival. The limit goes down when the server reports too many connections,
 * because other programs may use the mailbox, and grows back. Safe for use by many threads.
 */
final class SmtpConnectionPool {
    /** After this long without a refusal, the limit grows by one. */
    private static final Duration QUIET = Duration.ofMinutes(3);

    private final AdaptiveLimit limiter;
    private final SmtpLimits limits;
    private final Clock clock;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    SmtpConnectionPool(SmtpLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.limiter = new AdaptiveLimit(limits.linksPerMailbox(), QUIET, clock);
    }

    /** Waits for a permit to use a connection; empty if none was free in time. */
    Optional<AdaptiveLimit.Permit> enter(Duration longest) {
        return limiter.acquire(longest);
    }

    /** Waits ahead of all others, for a message that was refused because of too many connections. */
    Optional<AdaptiveLimit.Permit> enterAgain(Duration longest) {
        return limiter.acquireAgain(longest);
    }

    /** Whether this pool has connections open beyond those of {@code own} permits. */
    synchronized boolean hasOthers(int own) {
        return !idle.isEmpty() || limiter.held() > own;
    }

    /** The most recently used idle connection of this account. */
    Optional<SmtpConnection> warm(Account account) {
        closeOld();
        synchronized (this) {
            for (Iterator<SmtpConnection> connections = idle.iterator(); connections.hasNext(); ) {
                SmtpConnection connection = connections.next();
                if (connection.account().equals(account)) {
                    connections.remove();
                    return Optional.of(connection);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Closes idle connections, if necessary, to make way for a new one; those of other accounts of the mailbox count
     * too.
     */
    void makeRoom() {
        List<SmtpConnection> over = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && idle.size() + limiter.held() > limiter.limit()) {
                over.add(idle.removeLast());
            }
        }
        over.forEach(SmtpConnection::quit);
    }

    /** Returns a connection to the pool, before its permit is released. */
    void back(SmtpConnection connection, boolean usable) {
        if (!usable) {
            connection.abort();
            return;
        }
        synchronized (this) {
            if (!closed && connection.carried() < limits.messagesPerLink()) {
                connection.idleSince(clock.instant());
                idle.addFirst(connection);
                return;
            }
        }
        connection.quit();
    }

    /** Closes connections before the server does; otherwise only the next message would discover it. */
    void closeOld() {
        closeIdleSince(clock.instant().minus(limits.idle()));
    }

    /** Since when each idle connection has been idle. */
    synchronized List<Instant> idleSince() {
        List<Instant> since = new ArrayList<>();
        idle.forEach(connection -> since.add(connection.idleSince()));
        return since;
    }

    /** Closes the connections that have been idle since then or longer. */
    void closeIdleSince(Instant eldest) {
        closeIdle(connection -> !connection.idleSince().isAfter(eldest));
    }

    /** Closes the idle connections that this account opened. */
    void closeIdleOf(Account account) {
        closeIdle(connection -> connection.account().equals(account));
    }

    private void closeIdle(Predicate<SmtpConnection> which) {
        List<SmtpConnection> chosen = new ArrayList<>();
        synchronized (this) {
            idle.removeIf(connection -> which.test(connection) && chosen.add(connection));
        }
        chosen.forEach(SmtpConnection::quit);
    }

    /** Closes the idle connections, and from now on each that is returned. */
    void close() {
        List<SmtpConnection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(idle);
            idle.clear();
        }
        all.forEach(SmtpConnection::quit);
    }
}
