package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes orphaned drafts, as {@link Roads#tidy} describes. Each sweep runs on its own daemon thread: sweeps are rare
 * and must not delay a program's exit. Safe for use by many threads.
 */
final class DraftCleanup implements Roads {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.road");

    /**
     * Drafts left by a crash are too recent to be removed when the program restarts at once, so the sweep is
     * repeated.
     */
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Roads roads;
    private final Clock clock;
    private final Map<Account, Instant> swept = new ConcurrentHashMap<>();

    DraftCleanup(Roads roads, Clock clock) {
        this.roads = roads;
        this.clock = clock;
    }

    @Override
    public void prepare(Account account) {
        roads.prepare(account);
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        Instant now = clock.instant();
        Instant last = swept.get(account);
        boolean due = last == null || last.plus(AGAIN).isBefore(now);
        // only the thread that stored its own instant sweeps
        if (due && (last == null ? swept.putIfAbsent(account, now) == null : swept.replace(account, last, now))) {
            Thread thread = new Thread(() -> sweep(account), "ferrypost-drafts");
            thread.setDaemon(true);
            thread.setContextClassLoader(DraftCleanup.class.getClassLoader());
            thread.start();
        }
        return roads.carry(submission, account);
    }

    private void sweep(Account account) {
        try {
            int removed = sweep(account, Optional.empty());
            if (removed > 0) {
                LOG.log(Level.DEBUG, "{0}: removed {1} orphaned drafts from the mailbox", account, removed);
            }
        } catch (RuntimeException e) {
            // a lasting cause is reported when it stops mail
            LOG.log(Level.DEBUG, account + ": cleanup of orphaned drafts failed", e);
        }
    }

    @Override
    public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
        return roads.sweep(account, queue);
    }

    @Override
    public void abandon(Submission submission, Account account) {
        roads.abandon(submission, account);
    }

    @Override
    public Status signIn(Account account) {
        return roads.signIn(account);
    }

    @Override
    public long largest(Account account) {
        return roads.largest(account);
    }

    @Override
    public void close() {
        roads.close();
    }
}
