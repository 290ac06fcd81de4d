package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.alert.AlertKind;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages in the spool: one thread claims entries that are due, fairly between accounts, and a thread
 * pool makes the attempts. A slow or blocked mailbox does not use up the threads of another. Safe for use by many
 * threads.
 */
final class QueueRunner {
    private static final Logger LOG = LoggerFactory.getLogger(QueueRunner.class);

    private static final Duration LEASE = DeliveryLimits.LEASE;
    /** Microsoft Graph throttling limits, "Outlook service limits": 4 requests at once for an app and mailbox. */
    private static final int GRAPH_AT_ONCE = 4;
    /** Exchange Online limits: 3 SMTP connections at once for a mailbox. */
    private static final int SMTP_AT_ONCE = 3;
    /** How often the runner looks for entries that another process added or made due. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Spool spool;
    private final Supplier<DeliveryRules> rules;
    private final DeliveryAttempts attempts;
    private final QueuedDelivery queuedDelivery;
    private final ExecutorService pool;
    private final RunningTime running;
    private final EssentialThreads threads;
    private final Clock clock;

    private final Incident unreadable;
    private final Incident unwritten;
    private final Map<Claim, AttemptResult> unsettled = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(DeliveryLimits.PLACES);
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;

    QueueRunner(
            Spool spool,
            Supplier<DeliveryRules> rules,
            DeliveryAttempts attempts,
            QueuedDelivery queuedDelivery,
            RunningTime running,
            EssentialThreads threads,
            ExecutorService pool,
            Clock clock) {
        this.spool = spool;
        this.rules = rules;
        this.attempts = attempts;
        this.queuedDelivery = queuedDelivery;
        this.running = running;
        this.threads = threads;
        this.pool = pool;
        this.clock = clock;
        this.unreadable = new Incident(
                attempts.alerts(),
                AlertKind.QUEUE_UNREADABLE,
                "the queue cannot be read; the bridge retries every second",
                "The queue is readable again");
        this.unwritten = new Incident(
                attempts.alerts(),
                AlertKind.RESULT_UNWRITTEN,
                "the result of an attempt cannot be stored in the queue; the bridge retries every second",
                "The results of the last attempts are stored in the queue");
    }

    void start() {
        thread = threads.start("ferrypost-courier", this::run);
    }

    /** Wakes the runner, because an entry may be due. */
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
                // later than one lease from now only if the clock went back
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

    /** @return whether it claimed anything, so that there may be more */
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
            underWay.merge(claim.entry().account(), 1, Integer::sum);
            pool.execute(() -> deliver(claim));
        }
        return !claimed.isEmpty();
    }

    /** Entries older than this have expired. Empty until the bridge has run long enough to be sure. */
    private Optional<Instant> overdue() {
        SettlementPolicy ending = rules.get().ending();
        boolean longEnough = running.get().compareTo(ending.leastRunning()) >= 0;
        return longEnough ? Optional.of(clock.instant().minus(ending.giveUpAfter())) : Optional.empty();
    }

    private int room(String name) {
        int busy = underWay.getOrDefault(name, 0);
        return rules.get()
                .accounts()
                .named(name)
                .map(account -> {
                    int most = account.roads().get(0) == RoadName.GRAPH ? GRAPH_AT_ONCE : SMTP_AT_ONCE;
                    int room = attempts.room(account, most);
                    return room == ClaimRequest.PAUSED ? room : Math.max(0, room - busy);
                })
                .orElse(busy == 0 ? 1 : 0);
    }

    /** Whether no attempt is running, being recorded or being told. */
    boolean isIdle() {
        return places.availablePermits() == DeliveryLimits.PLACES;
    }

    private void deliver(Claim claim) {
        try {
            AttemptResult tried = queuedDelivery.attempt(claim);
            free(claim.entry().account());
            settle(claim, tried);
        } finally {
            places.release();
            wake();
        }
    }

    /**
     * Frees the account's slot before settling, because claiming the next message and settling this one both wait for
     * the disk.
     */
    private void free(String account) {
        underWay.computeIfPresent(account, (name, busy) -> busy == 1 ? null : busy - 1);
        wake();
    }

    /**
     * Records the result of an attempt. If that fails, as on a full disk, the runner keeps the result and records it
     * later; meanwhile the claim stays, so that nothing is sent twice.
     */
    private void settle(Claim claim, AttemptResult tried) {
        try {
            queuedDelivery.settle(claim, tried);
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

    /** Keeps the claim of a first attempt whose client no longer waits, until {@link #end}. */
    void watch(Claim claim) {
        claims.add(claim);
    }

    /**
     * A first attempt whose client no longer waits has ended.
     *
     * @param outcome {@code null} if it failed
     */
    void end(Claim claim, @Nullable Outcome outcome, @Nullable Throwable failure) {
        settle(
                claim,
                outcome != null ? AttemptResult.of(outcome) : AttemptResult.failed(Objects.requireNonNull(failure)));
        wake();
    }

    /** Keeps an entry claimed while its attempt runs, which may take long: 150 MB over a slow line, for example. */
    private void renewLeases() {
        for (Claim claim : claims) {
            try {
                if (!spool.renew(claim, LEASE)) {
                    LOG.warn("removed entry={} during an attempt", claim.id());
                }
            } catch (SpoolException | RuntimeException e) {
                // whatever the cause, it must not end the thread that all queued messages depend on
                LOG.warn("Cannot renew the lease of entry={}; the bridge retries", claim.id(), e);
            }
        }
    }

    /** Stops claiming; running attempts continue. */
    void pause() {
        stopped = true;
        wake();
    }

    /**
     * Stops claiming and waits for running attempts; those still running after {@code patience} return to the queue, in
     * doubt.
     */
    void stop(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        pause();
        try {
            // an interrupt now would put entries in doubt that are claimed and not yet started
            Thread claiming = thread;
            if (claiming != null) {
                claiming.join(Math.max(1, left(end)));
                claiming.interrupt();
            }
            pool.shutdown();
            if (!pool.awaitTermination(left(end), TimeUnit.MILLISECONDS) && !claims.isEmpty()) {
                LOG.warn(
                        "Shutdown: {} attempts are still running; the bridge settles them after its next start",
                        claims.size());
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
