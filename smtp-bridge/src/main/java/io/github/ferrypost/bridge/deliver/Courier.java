package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what lies in the spool: claims what is due, fairly between accounts, tries it, and settles the claim. One thread
 * claims, a pool tries; a mailbox that is slow or blocked holds none of the places of another.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Longer than any try: what is claimed for longer belongs to a process that is dead. */
    static final Duration LEASE = Duration.ofMinutes(30);
    /** How many tries run at once, over all mailboxes. */
    private static final int PLACES = 64;
    /** Microsoft Graph throttling limits, "Outlook service limits": 4 requests at once for an app and mailbox. */
    private static final int GRAPH_AT_ONCE = 4;
    /** Exchange Online limits: 3 SMTP connections at once for a mailbox. */
    private static final int SMTP_AT_ONCE = 3;
    /** How soon what another process put into the queue, or made due, is seen. */
    private static final long LOOK_SECONDS = 1;

    private final Spool spool;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Reports reports;
    private final Policy policy;
    private final ExecutorService pool;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    private final Semaphore places = new Semaphore(PLACES);
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ferrypost-courier");
    private volatile boolean stopped;

    /** How long, how often, and what is done in doubt. */
    record Policy(Backoff backoff, Duration giveUpAfter, InDoubt inDoubt) {}

    Courier(
            Spool spool,
            Accounts accounts,
            Attempts attempts,
            Reports reports,
            Policy policy,
            ExecutorService pool,
            Clock clock) {
        this.spool = spool;
        this.accounts = accounts;
        this.attempts = attempts;
        this.reports = reports;
        this.policy = policy;
        this.pool = pool;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Something is in the queue that may be due. */
    void wake() {
        work.release();
    }

    Instant next(int tries, Status last, Instant now) {
        return policy.backoff().next(tries, last, now, random);
    }

    private void run() {
        while (!stopped) {
            try {
                if (!claimAndTry()) {
                    boolean woken = work.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
                    LOG.trace(woken ? "woken" : "looking by the clock");
                }
                work.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (SpoolException | RuntimeException e) {
                LOG.error("ALERT: the queue cannot be read, and is looked at again in a moment", e);
                pause();
            }
        }
    }

    /** Waits as when nothing is due, so that a broken disk is not asked thousands of times a second. */
    private void pause() {
        try {
            work.tryAcquire(Integer.MAX_VALUE, LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private boolean claimAndTry() throws InterruptedException, SpoolException {
        places.acquire();
        places.release();
        int free = Math.max(1, places.availablePermits());
        var claimed = spool.claim(free, this::room, LEASE);
        for (Claim claim : claimed) {
            places.acquire();
            claims.add(claim);
            count(claim.entry().account()).incrementAndGet();
            pool.execute(() -> deliver(claim));
        }
        return !claimed.isEmpty();
    }

    private AtomicInteger count(String account) {
        return underWay.computeIfAbsent(account, name -> new AtomicInteger());
    }

    private int room(String name) {
        int busy = count(name).get();
        return accounts.named(name)
                .map(account -> {
                    int most = account.roads().get(0) == RoadName.GRAPH ? GRAPH_AT_ONCE : SMTP_AT_ONCE;
                    return Math.max(0, attempts.room(account, most) - busy);
                })
                .orElse(busy == 0 ? 1 : 0);
    }

    private void deliver(Claim claim) {
        try {
            settle(claim, attempt(claim));
        } catch (SpoolException | IOException | RuntimeException e) {
            LOG.error("ALERT: entry {} could not be settled, and returns to the queue in doubt", claim.id(), e);
        } finally {
            claims.remove(claim);
            count(claim.entry().account()).decrementAndGet();
            places.release();
            wake();
        }
    }

    /** What a try of the entry comes to; nothing where there is nobody left to send to. */
    private Optional<Outcome> attempt(Claim claim) throws SpoolException, IOException {
        Entry entry = claim.entry();
        if (entry.open().isEmpty()) {
            return Optional.empty();
        }
        Optional<Account> account = accounts.named(entry.account());
        if (account.isEmpty()) {
            return Optional.of(Outcome.all(entry.open().get().recipients(), noAccount(entry.account()), "", ""));
        }
        SpoolNotes notes = new SpoolNotes(spool, claim.id());
        if (entry.inDoubt() && notes.all().isEmpty()) {
            if (policy.inDoubt() == InDoubt.HOLD) {
                return Optional.of(Outcome.all(entry.open().get().recipients(), heldInDoubt(), "", ""));
            }
            LOG.warn("Entry {} may have arrived and cannot be asked after; it is sent again", claim.id());
        }
        Submission submission = new Submission(entry.open().get(), claim.message(), notes);
        return Optional.of(attempts.attempt(submission, account.get()));
    }

    private void settle(Claim claim, Optional<Outcome> outcome) throws SpoolException {
        Entry entry = claim.entry();
        Instant now = clock.instant();
        // an entry was accepted here once, so that its account's faults are no news to its sender
        Ruling ruling = outcome.map(known -> Ruling.of(known, true)).orElse(Ruling.NONE);
        Instant next = ruling.pending().isEmpty() ? now : next(entry.tries(), ruling.obstacle(), now);
        Settlement settlement = new Ending(policy.giveUpAfter())
                .of(entry, ruling, now, next, refused -> reports.on(claim, refused, now));
        boolean holds = spool.settle(claim, settlement);
        if (holds && ruling.isInDoubt() && policy.inDoubt() == InDoubt.HOLD && heldNow(settlement, claim)) {
            spool.hold(claim.id(), "it may have arrived: look into the mailbox's sent items, then release or remove it");
        }
        tell(claim, outcome, settlement, holds);
    }

    private boolean heldNow(Settlement settlement, Claim claim) throws SpoolException {
        return settlement.next() == Settlement.Next.RETRY && spool.notes(claim.id()).isEmpty();
    }

    private static void tell(Claim claim, Optional<Outcome> outcome, Settlement settlement, boolean holds) {
        String what = outcome.map(Outcome::toString).orElse("nothing left to send");
        if (!holds) {
            LOG.warn("Entry {} was removed while it was tried: {}", claim.id(), what);
        } else if (settlement.next() == Settlement.Next.DEAD) {
            LOG.error("ALERT: entry {} is dead, and nobody could be told: {}", claim.id(), settlement.reason());
        } else {
            LOG.info(
                    "Entry {} try {}: {}{}; {}",
                    claim.id(),
                    claim.entry().tries(),
                    settlement.next(),
                    settlement.next() == Settlement.Next.RETRY ? " at " + settlement.due() : "",
                    what);
        }
    }

    /** A first try that its client did not wait for has ended. */
    void end(Claim claim, Account account, Outcome outcome, Throwable failure, Map<String, String> notes) {
        try {
            for (Map.Entry<String, String> note : notes.entrySet()) {
                spool.putNote(claim.id(), note.getKey(), note.getValue());
            }
            Outcome known = outcome != null
                    ? outcome
                    : Outcome.all(claim.entry().open().orElseThrow().recipients(), failed(failure), "", "");
            settle(claim, Optional.of(known));
            wake();
        } catch (SpoolException | RuntimeException e) {
            LOG.error("ALERT: entry {} of {} could not be settled, and returns to the queue in doubt", claim.id(), account, e);
        }
    }

    private static Status noAccount(String name) {
        return Status.later(
                Blame.ACCOUNT,
                Reply.of(451, "4.3.5", "The settings have no account " + (name.isEmpty() ? "without a name" : name))
                        .withRemedy("Put it back, or remove the mail from the queue."));
    }

    private static Status heldInDoubt() {
        return Status.inDoubt(Reply.of(451, "4.4.2", "It may have arrived, and is not sent again by itself"));
    }

    private static Status failed(Throwable failure) {
        LOG.error("A try failed inside the bridge", failure);
        return Status.inDoubt(Reply.of(451, "4.3.0", "The bridge failed at this try, see its log"));
    }

    /** Claims no more, and waits for what is under way; what is not done by then returns to the queue, in doubt. */
    void stop(Duration patience) {
        stopped = true;
        thread.interrupt();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} tries are still under way; they are settled after the next start", claims.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}
