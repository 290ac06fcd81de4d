package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.reply.Outcome;
import java.io.IOException;
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
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** How long an entry stays claimed by a process that has died. */
    static final Duration LEASE = Duration.ofMinutes(30);
    /** How many tries run at once, over all mailboxes: 30 of them at full speed, each with one more being settled. */
    private static final int PLACES = 150;
    /** Microsoft Graph throttling limits, "Outlook service limits": 4 requests at once for an app and mailbox. */
    private static final int GRAPH_AT_ONCE = 4;
    /** Exchange Online limits: 3 SMTP connections at once for a mailbox. */
    private static final int SMTP_AT_ONCE = 3;
    /** How soon what another process put into the queue, or made due, is seen. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Spool spool;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Trial trial;
    private final ExecutorService pool;
    private final Clock clock;

    private final Semaphore places = new Semaphore(PLACES);
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private final Thread thread = new Thread(this::run, "ferrypost-courier");
    private volatile boolean stopped;

    Courier(Spool spool, Accounts accounts, Attempts attempts, Trial trial, ExecutorService pool, Clock clock) {
        this.spool = spool;
        this.accounts = accounts;
        this.attempts = attempts;
        this.trial = trial;
        this.pool = pool;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
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
                if (clock.instant().isAfter(renewal)) {
                    renewLeases();
                    renewal = clock.instant().plus(LEASE.dividedBy(3));
                }
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
            claimed = spool.claim(Math.max(1, places.availablePermits()), this::room, LEASE);
        } catch (SpoolException | RuntimeException e) {
            LOG.error("ALERT: the queue cannot be read, and is looked at again in a moment", e);
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
            trial.run(claim, () -> free(claim.entry().account()));
        } catch (SpoolException | IOException | RuntimeException e) {
            LOG.error("ALERT: unsettled entry={}, it returns to the queue in doubt", claim.id(), e);
        } finally {
            claims.remove(claim);
            places.release();
            wake();
        }
    }

    /** The next mail of the account is claimed while this one is settled: both wait for the disk. */
    private void free(String account) {
        count(account).decrementAndGet();
        wake();
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
        try {
            List<String> recipients = claim.entry().open().orElseThrow().recipients();
            Outcome known = outcome != null ? outcome : Outcome.all(recipients, Trial.failed(failure), "", "");
            trial.settle(claim, Optional.of(known));
        } catch (SpoolException | RuntimeException e) {
            LOG.error("ALERT: unsettled entry={}, it returns to the queue in doubt", claim.id(), e);
        } finally {
            claims.remove(claim);
            wake();
        }
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
            thread.join(Math.max(1, left(end)));
            thread.interrupt();
            pool.shutdown();
            if (!pool.awaitTermination(left(end), TimeUnit.MILLISECONDS) && !claims.isEmpty()) {
                LOG.warn("{} tries are still under way; they are settled after the next start", claims.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long end) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime()));
    }
}
