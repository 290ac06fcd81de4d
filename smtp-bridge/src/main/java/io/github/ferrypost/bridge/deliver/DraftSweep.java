package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.road.Roads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes forgotten drafts of earlier runs from the mailboxes: soon after each start, then daily.
 */
final class DraftSweep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DraftSweep.class);

    /** The first sweep waits, so that queued messages go first. */
    private static final Duration AFTER = Duration.ofMinutes(1);

    /** The period; drafts left by a crash are too young to delete when the bridge restarts at once. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private static final int PAGE = 500;

    private final Optional<Spool> spool;
    private final Supplier<List<Account>> accounts;
    private final Roads roads;

    DraftSweep(Optional<Spool> spool, Supplier<List<Account>> accounts, Roads roads) {
        this.spool = spool;
        this.accounts = accounts;
        this.roads = roads;
    }

    /** @param closed whether the bridge has closed, so that the sweep stops */
    static void start(Optional<Spool> spool, Supplier<List<Account>> accounts, Roads roads, BooleanSupplier closed) {
        next(AFTER, new DraftSweep(spool, accounts, roads), closed);
    }

    private static void next(Duration after, DraftSweep orphans, BooleanSupplier closed) {
        CompletableFuture.delayedExecutor(after.toSeconds(), TimeUnit.SECONDS).execute(() -> {
            if (!closed.getAsBoolean()) {
                try {
                    orphans.run();
                } catch (Error e) {
                    // the executor would swallow it; no delivery depends on the sweep, and the next one may have more
                    // memory
                    LOG.error("Cleanup of orphaned drafts failed; next attempt in {}", AGAIN, e);
                } finally {
                    next(AGAIN, orphans, closed);
                }
            }
        });
    }

    @Override
    public void run() {
        try {
            Optional<List<DeliveryNotes>> queue =
                    spool.isPresent() ? Optional.of(remembered(spool.get())) : Optional.empty();
            accounts.get().forEach(account -> sweep(account, queue));
        } catch (SpoolException | RuntimeException e) {
            LOG.debug("Cleanup of orphaned drafts failed", e);
        }
    }

    /** A failure of one account keeps no other from its sweep; the next one will retry. */
    private void sweep(Account account, Optional<List<DeliveryNotes>> queue) {
        try {
            int removed = roads.sweep(account, queue);
            if (removed > 0) {
                LOG.info("{}: removed {} orphaned drafts from the mailbox", account, removed);
            }
        } catch (RuntimeException e) {
            // whatever is wrong is reported when it stops a message
            LOG.debug("{}: cleanup of orphaned drafts failed", account, e);
        }
    }

    /** The drafts of all entries, also held and dead ones, because an operator may retry those. */
    private static List<DeliveryNotes> remembered(Spool spool) throws SpoolException {
        List<DeliveryNotes> all = new ArrayList<>();
        Optional<EntryId> last = Optional.empty();
        List<Entry> page;
        do {
            page = spool.list(Filter.ALL, last, PAGE);
            page.forEach(entry -> all.add(new SpoolNotes(spool, entry.id())));
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return all;
    }
}
