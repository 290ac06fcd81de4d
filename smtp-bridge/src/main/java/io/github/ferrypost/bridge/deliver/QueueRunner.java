package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.ClaimRequest;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.reply.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what lies in the spool: claims what is due, fairly between accounts, and has it tried. One thread claims, a pool
 * tries; a mailbox that is slow or blocked takes none of the places of another.
 */
final class QueueRunner {
    private static final Logger LOG = LoggerFactory.getLogger(QueueRunner.class);

    private static final Duration LEASE = DeliveryLimits.LEASE;
    /** Microsoft Graph throttling limits, "Outlook service limits": 4 requests at once for an app and mailbox. */
    private static final int GRAPH_AT_ONCE = 4;
    /** Exchange Online limits: 3 SMTP connections at once for a mailbox. */
    private static final int SMTP_AT_ONCE = 3;
    /** How soon what another process put into the queue, or made due, is seen. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Spool spool;
    private final Accounts accounts;
    private final DeliveryAttempts attempts;
    private final QueuedDelivery trial;
    private final ExecutorService pool;
    private final SettlementPolicy ending;
    private final RunningTime running;
    private final EssentialThreads threads;
    private final Clock clock;

    private final Incident unreadable = new Incident(
            "the queue cannot be read; the bridge looks at it again every second", "The queue can be read again");
    private final Incident unwritten = new Incident(
            "what became of an attempt cannot be written into the queue; the bridge tries to write it every second",
            "What became of the last attempts is in the queue again");
    private final Map<Claim, AttemptResult> unsettled = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(DeliveryLimits.PLACES);
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile Thread thread;
    private volatile boolean stopped;

    QueueRunner(
            Spool spool,
            Accounts accounts,
            DeliveryAttempts attempts,
            QueuedDelivery trial,
            SettlementPolicy ending,
            RunningTime running,
            EssentialThreads threads,
            ExecutorService pool,
            Clock clock) {
        this.spool = spool;
        this.accounts = accounts;
        this.attempts = attempts;
        this.trial = trial;
        this.ending = ending;
        this.running = running;
        this.threads = threads;
        this.pool = pool;
        this.clock = clock;
    }

    void start() {
        thread = threads.start("ferrypost-courier", this::run);
    }

    /** Something is in the queue that may be due. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Instant renewal = clock.instant().plus(LEASE.dividedBy(3));
        while (!stopped) {
            try {
                Instant now = clock.instant();
                // farther ahead than that only where the clock was put back
                if (now.isAfter(renewal) || renewal.isAfter(now.plus(LEASE))) {
                    renewLeases();
                    renewal = now.plus(LEASE.dividedBy(3));
                }
                settleAgain();
                if (!claimAndTry()) {
                    waitForWork();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void waitForWork() throws InterruptedException {
        lock.lock();
        try {
            long left = LOOK.toNanos();
            while (!woken && !stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether there was something to claim, so that there may be more */
    private boolean claimAndTry() throws InterruptedException {
        places.acquire();
        places.release();
        if (stopped) {
            return false;
        }
        List<Claim> claimed;
        try {
            claimed =
                    spool.claim(new ClaimRequest(Math.max(1, places.availablePermits()), this::room, LEASE, overdue()));
            unreadable.isOver();
        } catch (SpoolException | RuntimeException e) {
            unreadable.happens(e);
            return false;
        }
        for (Claim claim : claimed) {
            places.acquire();
            watch(claim);
            count(claim.entry().account()).incrementAndGet();
            pool.execute(() -> deliver(claim));
        }
        return !claimed.isEmpty();
    }

    /** What arrived before is given up, as soon as the bridge has been running for long enough to know. */
    private Optional<Instant> overdue() {
        boolean longEnough = running.get().compareTo(ending.leastRunning()) >= 0;
        return longEnough ? Optional.of(clock.instant().minus(ending.giveUpAfter())) : Optional.empty();
    }

    private AtomicInteger count(String account) {
        return underWay.computeIfAbsent(account, name -> new AtomicInteger());
    }

    private int room(String name) {
        int busy = count(name).get();
        return accounts.named(name)
                .map(account -> {
                    int most = account.roads().get(0) == RoadName.GRAPH ? GRAPH_AT_ONCE : SMTP_AT_ONCE;
                    int room = attempts.room(account, most);
                    return room == ClaimRequest.PAUSED ? room : Math.max(0, room - busy);
                })
                .orElse(busy == 0 ? 1 : 0);
    }

    private void deliver(Claim claim) {
        try {
            AttemptResult tried = trial.attempt(claim);
            free(claim.entry().account());
            settle(claim, tried);
        } finally {
            places.release();
            wake();
        }
    }

    /** The next mail of the account is claimed while this one is settled: both wait for the disk. */
    private void free(String account) {
        count(account).decrementAndGet();
        wake();
    }

    /**
     * Writes down how an attempt ended. What cannot be written now, as on a full disk, is kept and written later: the claim
     * stands meanwhile, so that nothing is sent twice.
     */
    private void settle(Claim claim, AttemptResult tried) {
        try {
            trial.settle(claim, tried);
            claims.remove(claim);
            unwritten.isOver();
        } catch (Throwable e) {
            unsettled.put(claim, tried);
            unwritten.happens(e);
        }
    }

    private void settleAgain() {
        if (unsettled.isEmpty()) {
            return;
        }
        for (Map.Entry<Claim, AttemptResult> each : List.copyOf(unsettled.entrySet())) {
            unsettled.remove(each.getKey());
            settle(each.getKey(), each.getValue());
            if (unsettled.containsKey(each.getKey())) {
                return;
            }
        }
    }

    /** A first try goes on that its client did not wait for: its claim is kept until {@link #end}. */
    void watch(Claim claim) {
        claims.add(claim);
    }

    /**
     * A first try that its client did not wait for has ended.
     *
     * @param outcome {@code null} where it failed
     */
    void end(Claim claim, Outcome outcome, Throwable failure) {
        settle(claim, outcome != null ? AttemptResult.of(outcome) : AttemptResult.failed(failure));
        wake();
    }

    /** A try may take long, as one of 150 MB over a slow line does; so long as it runs, its entry is nobody else's. */
    private void renewLeases() {
        for (Claim claim : claims) {
            try {
                if (!spool.renew(claim, LEASE)) {
                    LOG.warn("removed entry={} while it is tried", claim.id());
                }
            } catch (SpoolException | RuntimeException e) {
                // whatever it is, it must not end the thread that all stored mail waits for
                LOG.warn("The lease of entry={} could not be renewed, and is tried again", claim.id(), e);
            }
        }
    }

    /** Claims no more; what is under way goes on. */
    void pause() {
        stopped = true;
        wake();
    }

    /** Claims no more, and waits for what is under way; what is not done by then returns to the queue, in doubt. */
    void stop(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        pause();
        try {
            // an interrupt now would put into doubt what is claimed and not yet begun
            Thread claiming = thread;
            if (claiming != null) {
                claiming.join(Math.max(1, left(end)));
                claiming.interrupt();
            }
            pool.shutdown();
            if (!pool.awaitTermination(left(end), TimeUnit.MILLISECONDS) && !claims.isEmpty()) {
                LOG.warn("{} tries are still under way; they are settled after the next start", claims.size());
            }
            settleAgain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long end) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime()));
    }
}
