package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.road.Roads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The delivery of a bridge as {@code ferrypost.bridge.accept} asks for it: the part that the listener hands mail to, and
 * behind it the spool with its courier where mail may be stored. Safe for use by many threads.
 */
public final class Dispatch implements AutoCloseable {
    private final Delivery delivery;
    private final Optional<Spool> spool;
    private final Optional<Courier> courier;

    private Dispatch(Delivery delivery, Optional<Spool> spool, Optional<Courier> courier) {
        this.delivery = delivery;
        this.spool = spool;
        this.courier = courier;
    }

    /**
     * Opens the spool where there is one, and begins to deliver what lies in it.
     *
     * @param roads closed by its owner, after this
     * @throws SpoolException if the spool cannot be opened, as where another bridge delivers from it
     */
    public static Dispatch open(BridgeConfig config, Accounts accounts, Roads roads, Clock clock)
            throws SpoolException {
        OptionalInt pace = config.deliver().pace();
        Dispatch dispatch = switch (config.deliver().accept()) {
            case DIRECT -> direct(roads, pace, clock);
            case FIRST_TRY -> stored(config, accounts, roads, config.deliver().patience(), clock);
            case QUEUE -> stored(config, accounts, roads, Duration.ZERO, clock);
        };
        new Orphans(dispatch.spool, accounts, roads).start();
        return dispatch;
    }

    /**
     * Nothing is stored: each mail is carried while its client waits.
     *
     * @param pace messages a minute and mailbox on the SMTP road; empty for no limit
     */
    public static Dispatch direct(Roads roads, OptionalInt pace, Clock clock) {
        Attempts attempts = new Attempts(roads, gate(pace, clock), new Trust(Optional.empty()));
        return new Dispatch(new Direct(attempts), Optional.empty(), Optional.empty());
    }

    private static Gate gate(OptionalInt pace, Clock clock) {
        return new Gate(new Breaker(clock), new Pacer(pace.orElse(0), clock), clock);
    }

    private static Dispatch stored(BridgeConfig config, Accounts accounts, Roads roads, Duration patience, Clock clock)
            throws SpoolException {
        Path folder = config.spool().orElseThrow();
        Spool spool = Spool.openToDeliver(folder, clock);
        Gate gate = gate(config.deliver().pace(), clock);
        Attempts attempts = new Attempts(roads, gate, new Trust(Optional.of(spool)));
        ExecutorService pool = Executors.newCachedThreadPool(daemons());
        Reports reports = new Reports(accounts, config.listen().name(), ZoneId.systemDefault());
        Trial trial = new Trial(
                spool,
                accounts,
                attempts,
                reports,
                Backoff.STANDARD,
                new Ending(config.deliver().giveUpAfter()),
                clock);
        Courier courier = new Courier(spool, accounts, attempts, trial, pool, clock);
        courier.start();
        FirstTry delivery = new FirstTry(attempts, spool, courier, trial, patience, pool, clock);
        return new Dispatch(delivery, Optional.of(spool), Optional.of(courier));
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

    /** Nothing where nothing is stored. */
    public Optional<Spool> spool() {
        return spool;
    }

    /** Begins no further try, and waits so long for those that are under way; what is not done by then stays in the spool. */
    public void stop(Duration patience) {
        courier.ifPresent(running -> running.stop(patience));
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
        spool.ifPresent(Spool::close);
    }
}
