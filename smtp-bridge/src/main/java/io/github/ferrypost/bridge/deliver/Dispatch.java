package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.spool.DiskRoom;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.util.Uninterrupted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The delivery of a bridge as {@code ferrypost.bridge.accept} asks for it: the part that the listener hands mail to, and
 * behind it the spool with its courier where mail may be stored. Safe for use by many threads.
 */
public final class Dispatch implements AutoCloseable {
    private final Delivery delivery;
    private final Optional<Spool> spool;
    private final Optional<QueueRunner> courier;
    private final DeliveryAttempts attempts;
    private final Consumer<Duration> hurry;
    private volatile boolean closed;

    private Dispatch(
            Delivery delivery,
            DeliveryAttempts attempts,
            Optional<Spool> spool,
            Optional<QueueRunner> courier,
            Consumer<Duration> hurry) {
        this.delivery = delivery;
        this.attempts = attempts;
        this.spool = spool;
        this.courier = courier;
        this.hurry = hurry;
    }

    /**
     * Nothing is stored: each mail is carried while its client waits.
     *
     * @param pace messages a minute and mailbox on the SMTP road; empty for no limit
     */
    public static Dispatch direct(Roads roads, OptionalInt pace, DeliveryListener ledger, Clock clock) {
        DeliveryAttempts attempts =
                new DeliveryAttempts(roads, gate(pace, clock), new DeliveryHistory(Optional.empty()), ledger);
        DiskRoom disk = DiskRoom.of(Path.of(System.getProperty("java.io.tmpdir")));
        DirectDelivery delivery =
                new DirectDelivery(attempts, briefRetry(System::nanoTime), new EntryLog(ledger), disk);
        return new Dispatch(delivery, attempts, Optional.empty(), Optional.empty(), left -> {});
    }

    private static BriefRetry briefRetry(LongSupplier nanos) {
        return new BriefRetry(DeliveryLimits.BRIEF_PAUSE, Uninterrupted::sleep, nanos);
    }

    private static SendPermit gate(OptionalInt pace, Clock clock) {
        return new SendPermit(new CircuitBreaker(clock), new RateLimiter(pace.orElse(0), clock), clock);
    }

    /**
     * How mail is stored.
     *
     * @param folder of the spool
     * @param name of this bridge, in its reports
     * @param patience how long a client waits for the first try; zero to store everything first
     * @param giveUpAfter how long a mail is tried
     * @param pace messages a minute and mailbox on the SMTP road; empty for no limit
     */
    public record Storing(Path folder, String name, Duration patience, Duration giveUpAfter, OptionalInt pace) {}

    /**
     * What cannot be delivered while its client waits is stored, and delivered later; what lies in the spool is begun with.
     *
     * @param roads closed by its owner, after this
     * @param threads runs the threads that stored mail depends on
     * @throws SpoolException if the spool cannot be opened, as where another bridge delivers from it
     */
    public static Dispatch storing(
            Storing how, Accounts accounts, Roads roads, DeliveryListener ledger, EssentialThreads threads, Clock clock)
            throws SpoolException {
        return storing(how, accounts, roads, ledger, threads, clock, System::nanoTime);
    }

    /** @param nanos a clock that only runs forward, in nanoseconds */
    static Dispatch storing(
            Storing how,
            Accounts accounts,
            Roads roads,
            DeliveryListener ledger,
            EssentialThreads threads,
            Clock clock,
            LongSupplier nanos)
            throws SpoolException {
        Spool spool = Spool.openToDeliver(how.folder(), clock, threads);
        DeliveryAttempts attempts =
                new DeliveryAttempts(roads, gate(how.pace(), clock), new DeliveryHistory(Optional.of(spool)), ledger);
        EntryLog log = new EntryLog(ledger);
        ExecutorService pool = Executors.newCachedThreadPool(daemons());
        BounceFactory reports = new BounceFactory(accounts, how.name(), ZoneId.systemDefault());
        SettlementPolicy ending = new SettlementPolicy(how.giveUpAfter());
        RunningTime running = new RunningTime(clock, nanos);
        RetrySchedule schedule = new RetrySchedule(
                RetryDelays.STANDARD, () -> ThreadLocalRandom.current().nextLong());
        QueuedDelivery trial =
                new QueuedDelivery(spool, accounts, attempts, reports, schedule, ending, running, log, clock);
        QueueRunner courier = new QueueRunner(spool, accounts, attempts, trial, ending, running, threads, pool, clock);
        courier.start();
        TryThenQueue delivery = new TryThenQueue(
                attempts, spool, courier, trial, how.patience(), pool, log, briefRetry(System::nanoTime), clock);
        return new Dispatch(delivery, attempts, Optional.of(spool), Optional.of(courier), delivery::hurry);
    }

    /** Begins to look for drafts that a crash has left in the accounts' mailboxes, and to remove them. */
    public void removeOrphans(Accounts accounts, Roads roads) {
        DraftSweep.start(spool, accounts, roads, () -> closed);
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

    /** Why the account is not asked now; nothing where it is. */
    public Optional<Suspension> rest(Account account) {
        return attempts.rest(account);
    }

    /** Nothing where nothing is stored. */
    public Optional<Spool> spool() {
        return spool;
    }

    /**
     * The end is near: nothing more is taken out of the queue, and a client that still waits for its first try after so long
     * is told 250 for a stored mail instead.
     */
    public void pause(Duration left) {
        courier.ifPresent(QueueRunner::pause);
        hurry.accept(left);
    }

    /** Begins no further try, and waits so long for those that are under way; what is not done by then stays in the spool. */
    public void stop(Duration patience) {
        courier.ifPresent(running -> running.stop(patience));
    }

    @Override
    public void close() {
        closed = true;
        stop(Duration.ZERO);
        spool.ifPresent(Spool::close);
    }
}
