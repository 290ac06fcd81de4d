package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.util.Uninterrupted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge's delivery, assembled according to {@code ferrypost.bridge.accept}: the {@link Delivery} that takes
 * messages from the listener, and the spool with its {@link QueueRunner} if messages may be stored. Safe for use by
 * many threads.
 */
public final class Dispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Delivery delivery;
    private final Optional<Spool> spool;
    private final Optional<QueueRunner> queueRunner;
    private final DeliveryAttempts attempts;
    private final Consumer<Duration> hurry;
    private final Optional<AtomicReference<DeliveryRules>> rules;
    private volatile boolean closed;

    private Dispatch(
            Delivery delivery,
            DeliveryAttempts attempts,
            Optional<Spool> spool,
            Optional<QueueRunner> queueRunner,
            Consumer<Duration> hurry,
            Optional<AtomicReference<DeliveryRules>> rules) {
        this.delivery = delivery;
        this.attempts = attempts;
        this.spool = spool;
        this.queueRunner = queueRunner;
        this.hurry = hurry;
        this.rules = rules;
    }

    /**
     * Stores nothing: sends each message while its client waits.
     *
     * @param pace messages per minute and mailbox by SMTP; empty for no limit
     */
    public static Dispatch direct(Roads roads, OptionalInt pace, DeliveryListener deliveryListener, Clock clock) {
        DeliveryAttempts attempts = new DeliveryAttempts(
                roads,
                gate(pace, clock),
                new DeliveryHistory(Optional.empty()),
                deliveryListener,
                new SenderMailboxes(clock));
        DiskRoom disk = DiskRoom.of(Path.of(System.getProperty("java.io.tmpdir")));
        DirectDelivery delivery =
                new DirectDelivery(attempts, briefRetry(System::nanoTime), new EntryLog(deliveryListener), disk);
        return new Dispatch(delivery, attempts, Optional.empty(), Optional.empty(), left -> {}, Optional.empty());
    }

    private static BriefRetry briefRetry(LongSupplier nanos) {
        return new BriefRetry(DeliveryLimits.BRIEF_PAUSE, Uninterrupted::sleep, nanos);
    }

    private static SendPermit gate(OptionalInt pace, Clock clock) {
        return new SendPermit(new CircuitBreaker(clock), new RateLimiter(pace.orElse(0), clock), clock);
    }

    /**
     * How messages are stored.
     *
     * @param folder of the spool
     * @param name of this bridge, in its bounces
     * @param patience how long a client waits for the first attempt; zero to store every message first
     * @param giveUpAfter how long the bridge retries a message
     * @param pace messages per minute and mailbox by SMTP; empty for no limit
     * @param alertMail who gets a bounce that its sender may not get
     */
    public record Storing(
            Path folder,
            String name,
            Duration patience,
            Duration giveUpAfter,
            OptionalInt pace,
            List<String> alertMail) {

        public Storing(Path folder, String name, Duration patience, Duration giveUpAfter, OptionalInt pace) {
            this(folder, name, patience, giveUpAfter, pace, List.of());
        }
    }

    /**
     * Stores what cannot be delivered while its client waits, and delivers it later; starts with what is already in the
     * spool.
     *
     * @param roads closed by the caller, after this
     * @param threads runs the threads that queued messages depend on
     * @throws SpoolException if the spool cannot be opened, for example because another bridge delivers from it
     */
    public static Dispatch storing(
            Storing how,
            Accounts accounts,
            Roads roads,
            DeliveryListener deliveryListener,
            EssentialThreads threads,
            Clock clock)
            throws SpoolException {
        return storing(how, accounts, roads, deliveryListener, threads, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock, in nanoseconds */
    static Dispatch storing(
            Storing how,
            Accounts accounts,
            Roads roads,
            DeliveryListener deliveryListener,
            EssentialThreads threads,
            Clock clock,
            LongSupplier nanos)
            throws SpoolException {
        Spool spool = Spool.openToDeliver(how.folder(), clock, threads);
        DeliveryAttempts attempts = new DeliveryAttempts(
                roads,
                gate(how.pace(), clock),
                new DeliveryHistory(Optional.of(spool)),
                deliveryListener,
                new SenderMailboxes(clock));
        EntryLog log = new EntryLog(deliveryListener);
        ExecutorService pool = Executors.newCachedThreadPool(daemons());
        AtomicReference<DeliveryRules> rules = new AtomicReference<>(rules(how, accounts, attempts));
        RunningTime running = new RunningTime(clock, nanos);
        RetrySchedule schedule = new RetrySchedule(
                RetryDelays.STANDARD, () -> ThreadLocalRandom.current().nextLong());
        QueuedDelivery queuedDelivery = new QueuedDelivery(spool, rules::get, attempts, schedule, running, log, clock);
        QueueRunner queueRunner =
                new QueueRunner(spool, rules::get, attempts, queuedDelivery, running, threads, pool, clock);
        queueRunner.start();
        TryThenQueue delivery = new TryThenQueue(
                attempts, spool, queueRunner, schedule, rules::get, pool, log, briefRetry(System::nanoTime), clock);
        return new Dispatch(
                delivery, attempts, Optional.of(spool), Optional.of(queueRunner), delivery::hurry, Optional.of(rules));
    }

    private static DeliveryRules rules(Storing how, Accounts accounts, DeliveryAttempts attempts) {
        return new DeliveryRules(
                accounts,
                new BounceFactory(accounts, attempts::now, how.alertMail(), how.name(), ZoneId.systemDefault()),
                new SettlementPolicy(how.giveUpAfter()),
                how.patience());
    }

    /**
     * From now on, attempts and settlements follow these settings. Running attempts end with the account that they
     * began with. Messages of an account that is gone wait in the queue until it is back.
     *
     * @param how the folder stays as it is
     */
    public void follow(Storing how, Accounts accounts) {
        rules.ifPresent(current -> current.set(rules(how, accounts, attempts)));
        queueRunner.ifPresent(QueueRunner::wake);
    }

    /** Mailboxes of senders no longer count as in use if none of these accounts has them. */
    public void keepSenders(Accounts accounts) {
        attempts.keepSenders(accounts);
    }

    /** @param perMinute messages of each mailbox by SMTP, from now on; empty for no limit */
    public void pace(OptionalInt perMinute) {
        attempts.pace(perMinute);
    }

    /** Ends all pauses of this account: its credential was replaced or repaired. */
    public void endPauses(Account account) {
        attempts.reset(account);
    }

    /** Makes the waiting messages of the account with this name due at once; keeps those that may have arrived. */
    public void retry(String account) {
        if (spool.isEmpty()) {
            return;
        }
        try {
            spool.get().hurry(account);
            queueRunner.ifPresent(QueueRunner::wake);
        } catch (SpoolException e) {
            LOG.warn("Cannot make the queued messages of account {} due; they keep their times", account, e);
        }
    }

    /** Starts to find and delete drafts that a crash left in the accounts' mailboxes. */
    public void removeOrphans(Supplier<Accounts> accounts, Roads roads) {
        DraftSweep.start(spool, () -> sweepable(accounts.get()), roads, () -> closed);
    }

    private List<Account> sweepable(Accounts accounts) {
        List<Account> all = new ArrayList<>(accounts.all());
        all.addAll(attempts.ofSenders());
        return all;
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "ferrypost-try-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public Delivery delivery() {
        return delivery;
    }

    /** Why the bridge does not currently send by this account; empty if it does. */
    public Optional<Suspension> rest(Account account) {
        return attempts.rest(account);
    }

    /** The queue; empty if nothing is stored. */
    public Optional<Spool> spool() {
        return spool;
    }

    /**
     * Prepares to stop: takes nothing more out of the queue. A client still waiting for its first attempt after
     * {@code left} gets 250 for a stored message instead.
     */
    public void pause(Duration left) {
        queueRunner.ifPresent(QueueRunner::pause);
        hurry.accept(left);
    }

    /** Starts no further attempt and waits up to {@code patience} for those that run; the rest stays in the spool. */
    public void stop(Duration patience) {
        queueRunner.ifPresent(running -> running.stop(patience));
    }

    @Override
    public void close() {
        closed = true;
        stop(Duration.ZERO);
        spool.ifPresent(Spool::close);
    }
}
