package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.Notes;
import io.github.ferrypost.road.Roads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once after each start: what an earlier run left in the mailboxes and has forgotten is taken away. */
final class Orphans implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** No try lasts as long, not even one with 150 MB in parts and every wait for its turn. */
    static final Duration AGE = Duration.ofHours(2);

    /** The mail that waits comes first. */
    private static final Duration AFTER = Duration.ofMinutes(1);

    private static final int PAGE = 500;

    private final Optional<Spool> spool;
    private final Accounts accounts;
    private final Roads roads;

    Orphans(Optional<Spool> spool, Accounts accounts, Roads roads) {
        this.spool = spool;
        this.accounts = accounts;
        this.roads = roads;
    }

    void start() {
        CompletableFuture.delayedExecutor(AFTER.toSeconds(), TimeUnit.SECONDS).execute(this);
    }

    @Override
    public void run() {
        try {
            List<Notes> remembered = remembered();
            for (Account account : accounts.all()) {
                int removed = roads.sweep(account, AGE, remembered);
                if (removed > 0) {
                    LOG.info("{}: {} forgotten drafts were removed from the mailbox", account, removed);
                }
            }
        } catch (SpoolException | RuntimeException e) {
            // whatever stands in the way is told where it stops mail; the next start sweeps again
            LOG.debug("No sweep for forgotten drafts", e);
        }
    }

    /** Of every entry, also of those that are held or dead: somebody may yet have them tried again. */
    private List<Notes> remembered() throws SpoolException {
        List<Notes> all = new ArrayList<>();
        if (spool.isEmpty()) {
            return all;
        }
        Optional<EntryId> last = Optional.empty();
        List<Entry> page;
        do {
            page = spool.get().list(Filter.ALL, last, PAGE);
            page.forEach(entry -> all.add(new SpoolNotes(spool.get(), entry.id())));
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return all;
    }
}
