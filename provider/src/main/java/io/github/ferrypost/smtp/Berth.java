package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The links of one mailbox: Exchange counts connections by mailbox, whichever app registration opened them. Senders beyond
 * the limit wait their turn, first come first served. Safe for use by many threads.
 */
final class Berth {
    private final Semaphore turns;
    private final SmtpLimits limits;
    private final Clock clock;
    private final Deque<Link> idle = new ArrayDeque<>();
    private boolean closed;

    Berth(SmtpLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.turns = new Semaphore(limits.linksPerMailbox(), true);
    }

    /** Waits for the right to use a link; whether it came. Whoever has it calls {@link #leave()} in the end. */
    boolean enter() {
        try {
            return turns.tryAcquire(limits.turn().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        turns.release();
    }

    /** The idle link of this account that was used last. */
    Optional<Link> warm(Account account) {
        closeOld();
        synchronized (this) {
            for (Iterator<Link> links = idle.iterator(); links.hasNext(); ) {
                Link link = links.next();
                if (link.account().equals(account)) {
                    links.remove();
                    return Optional.of(link);
                }
            }
            return Optional.empty();
        }
    }

    /** Makes room for a new link: idle ones of other accounts of the mailbox count too. */
    void makeRoom() {
        List<Link> over = new ArrayList<>();
        synchronized (this) {
            int out = limits.linksPerMailbox() - turns.availablePermits();
            while (!idle.isEmpty() && idle.size() + out > limits.linksPerMailbox()) {
                over.add(idle.removeLast());
            }
        }
        over.forEach(Link::quit);
    }

    /** Takes a link back, before {@link #leave()}. */
    void back(Link link, boolean usable) {
        if (!usable) {
            link.abort();
            return;
        }
        synchronized (this) {
            if (!closed && link.carried() < limits.messagesPerLink()) {
                link.idleSince(clock.instant());
                idle.addFirst(link);
                return;
            }
        }
        link.quit();
    }

    /** Closes links before the server does it, which would be noticed with the next message only. */
    void closeOld() {
        closeIdleSince(clock.instant().minus(limits.idle()));
    }

    /** Since when each idle link has been idle. */
    synchronized List<Instant> idleSince() {
        List<Instant> since = new ArrayList<>();
        idle.forEach(link -> since.add(link.idleSince()));
        return since;
    }

    /** Closes the links that have been idle since then or longer. */
    void closeIdleSince(Instant eldest) {
        List<Link> old = new ArrayList<>();
        synchronized (this) {
            idle.removeIf(link -> {
                boolean over = !link.idleSince().isAfter(eldest);
                if (over) {
                    old.add(link);
                }
                return over;
            });
        }
        old.forEach(Link::quit);
    }

    /** Closes the idle links, and from now on each that comes back. */
    void close() {
        List<Link> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(idle);
            idle.clear();
        }
        all.forEach(Link::quit);
    }
}
