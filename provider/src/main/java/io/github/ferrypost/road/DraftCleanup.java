package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides when a process without a queue removes orphaned drafts, and starts it. Each sweep runs on its own daemon
 * thread: sweeps are rare and must not delay a program's exit. Safe for use by many threads.
 */
final class DraftCleanup {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.road");

    /**
     * Drafts left by a crash are too recent to be removed when the program restarts at once, so the sweep is
     * repeated.
     */
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Clock clock;
    private final Map<Account, Instant> swept = new ConcurrentHashMap<>();

    DraftCleanup(Clock clock) {
        this.clock = clock;
    }

    /** Starts a sweep of the account's mailbox unless one was started within a day. Never blocks. */
    void sweepIfDue(Roads roads, Account account) {
        Instant now = clock.instant();
        Instant last = swept.get(account);
        boolean due = last == null || last.plus(AGAIN).isBefore(now);
        // only the thread that stored its own instant sweeps
        if (due && (last == null ? swept.putIfAbsent(account, now) == null : swept.replace(account, last, now))) {
            Thread thread = new Thread(() -> sweep(roads, account), "ferrypost-drafts");
            thread.setDaemon(true);
            thread.setContextClassLoader(DraftCleanup.class.getClassLoader());
            thread.start();
        }
    }

    private static void sweep(Roads roads, Account account) {
        try {
            int removed = roads.sweep(account, Optional.empty());
            if (removed > 0) {
                LOG.log(Level.DEBUG, "{0}: removed {1} orphaned drafts from the mailbox", account, removed);
            }
        } catch (RuntimeException e) {
            // a lasting cause is reported when it stops mail
            LOG.log(Level.DEBUG, account + ": cleanup of orphaned drafts failed", e);
        }
    }
}
