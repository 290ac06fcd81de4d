package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.Accept;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.deliver.Dispatch;
import io.github.ferrypost.bridge.deliver.GuardedRoads;
import io.github.ferrypost.bridge.deliver.Suspension;
import io.github.ferrypost.bridge.history.HistoryRecorder;
import io.github.ferrypost.bridge.learn.Attempt;
import io.github.ferrypost.bridge.learn.Attempts;
import io.github.ferrypost.bridge.listen.Listener;
import io.github.ferrypost.bridge.listen.ListenerUpdate;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.reload.ReloadPart;
import io.github.ferrypost.bridge.reload.ReloadStep;
import io.github.ferrypost.bridge.reload.SettingsChange;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.ProcessExit;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A running bridge. It wires the parts in the order of a message: the {@link Listener} talks to the client,
 * {@link Admission} decides whether it may send, and a {@link Delivery} takes the message and sends it over
 * {@link Roads}. Safe for use by many threads.
 */
public final class Bridge implements ReloadPart, AutoCloseable {
    /** How long the start waits for the first tokens. */
    private static final Duration START = Duration.ofMinutes(1);
    /** The same for a change of the settings; new ones are to be in use within two seconds. */
    private static final Duration CHANGE = Duration.ofMillis(500);

    private final Listener listener;
    private final ListenerSetup setup;
    private final Attempts attempts;
    private final Dispatch dispatch;
    private final Roads roads;
    private final EssentialThreads threads;
    private final HistoryRecorder history;
    private volatile BridgeConfig config;
    private volatile Accounts accounts;

    private Bridge(
            Listener listener,
            ListenerSetup setup,
            Attempts attempts,
            Dispatch dispatch,
            Roads roads,
            EssentialThreads threads,
            HistoryRecorder history,
            BridgeConfig config,
            Accounts accounts) {
        this.history = history;
        this.listener = listener;
        this.setup = setup;
        this.attempts = attempts;
        this.dispatch = dispatch;
        this.roads = roads;
        this.threads = threads;
        this.config = config;
        this.accounts = accounts;
    }

    /**
     * Starts listening.
     *
     * @param roads closed by the caller, after the bridge
     * @param deliveryListener is notified of every attempt and event
     * @param threads starts the threads that delivery depends on
     * @throws SettingsException if a setting cannot be met, for example if the certificate is unusable
     * @throws IOException if an address cannot be bound
     */
    public static Bridge open(
            BridgeConfig config,
            Accounts accounts,
            Roads roads,
            SmtpEvents journal,
            DeliveryListener deliveryListener,
            EssentialThreads threads)
            throws SettingsException, IOException {
        if (accounts.all().isEmpty()) {
            throw new IllegalArgumentException("a bridge without an account");
        }
        Optional<Path> folder = SpoolFolder.prepare(config.spool());
        Clock clock = Clock.systemUTC();
        HistoryRecorder history = new HistoryRecorder(journal, deliveryListener, config.history(), clock);
        Dispatch dispatch = dispatch(config, accounts, roads, history, threads, clock);
        dispatch.spool().map(Spool::history).ifPresent(history::start);
        try {
            Attempts attempts = new Attempts(folder, clock);
            ListenerSetup setup = new ListenerSetup(dispatch.delivery(), history, attempts, folder, clock);
            Listener listener = Listener.open(setup.bindings(config, accounts, START), threads);
            Bridge bridge = new Bridge(listener, setup, attempts, dispatch, roads, threads, history, config, accounts);
            dispatch.removeOrphans(bridge::accounts, roads);
            return bridge;
        } catch (SettingsException | IOException | RuntimeException e) {
            history.close();
            dispatch.close();
            throw e;
        }
    }

    /** Like the full form, but ends the process if an essential thread fails. */
    public static Bridge open(
            BridgeConfig config, Accounts accounts, Roads roads, SmtpEvents journal, DeliveryListener deliveryListener)
            throws SettingsException, IOException {
        return open(config, accounts, roads, journal, deliveryListener, new EssentialThreads(new ProcessExit()));
    }

    private static Dispatch dispatch(
            BridgeConfig config,
            Accounts accounts,
            Roads roads,
            DeliveryListener deliveryListener,
            EssentialThreads threads,
            Clock clock)
            throws IOException {
        try {
            BridgeConfig.Deliver how = config.deliver();
            Roads guarded = new GuardedRoads(roads, threads);
            return switch (how.accept()) {
                case DIRECT -> {
                    tellOfForgottenMail(config, deliveryListener.alerts(), clock);
                    yield Dispatch.direct(guarded, how.pace(), deliveryListener, clock);
                }
                case FIRST_TRY ->
                    Dispatch.storing(
                            storing(config, how.patience()), accounts, guarded, deliveryListener, threads, clock);
                case QUEUE ->
                    Dispatch.storing(
                            storing(config, Duration.ZERO), accounts, guarded, deliveryListener, threads, clock);
            };
        } catch (SpoolException e) {
            throw new IOException("cannot use the spool: " + e.getMessage(), e);
        }
    }

    /**
     * Warns about messages that another mode has queued: {@code direct} does not deliver them. It works without a
     * readable spool.
     */
    private static void tellOfForgottenMail(BridgeConfig config, Alerts alerts, Clock clock) {
        Path folder = config.spool().orElse(config.defaultSpool());
        if (!Spool.exists(folder)) {
            return;
        }
        try (Spool spool = Spool.open(folder, clock)) {
            long left = spool.stats().count();
            if (left > 0) {
                alerts.raise(Alert.of(
                                AlertKind.OTHER_MODE,
                                "",
                                left + " messages from another mode are queued in " + folder.toAbsolutePath() + ", and"
                                        + " ferrypost.bridge.accept=direct delivers none of them. Run the bridge with"
                                        + " ferrypost.bridge.accept=first-try until the queue is empty")
                        .withDetail(left + " in " + folder.toAbsolutePath()));
            }
        } catch (SpoolException e) {
            alerts.raise(Alert.of(
                            AlertKind.OTHER_MODE,
                            "",
                            "cannot read whether messages from another mode are queued in " + folder.toAbsolutePath()
                                    + "; ferrypost.bridge.accept=direct would deliver none of them")
                    .withDetail(folder.toAbsolutePath() + ": " + e.getMessage())
                    .withCause(e));
        }
    }

    private static Dispatch.Storing storing(BridgeConfig config, Duration patience) {
        BridgeConfig.Deliver how = config.deliver();
        return new Dispatch.Storing(
                config.spool().orElseThrow(),
                config.listen().name(),
                patience,
                how.giveUpAfter(),
                how.pace(),
                config.alerts().mail());
    }

    /**
     * Binds new ports and reads the certificate; the rest happens at the commit. Sessions follow new settings from their
     * next message on, attempts end with the account that they began with, and the queue's next attempt uses the new
     * one.
     */
    @Override
    public ReloadStep prepare(SettingsChange change) throws SettingsException, IOException {
        CheckedSettings next = change.after();
        ListenerUpdate update = listener.prepare(setup.bindings(next.config(), next.accounts(), CHANGE));
        return ReloadStep.of(
                () -> {
                    follow(next);
                    update.commit();
                    tryAgain(change);
                },
                update::discard);
    }

    private void follow(CheckedSettings next) {
        config = next.config();
        accounts = next.accounts();
        history.follow(config.history());
        BridgeConfig.Deliver how = config.deliver();
        dispatch.pace(how.pace());
        dispatch.keepSenders(accounts);
        if (how.accept() != Accept.DIRECT) {
            dispatch.follow(storing(config, how.accept() == Accept.QUEUE ? Duration.ZERO : how.patience()), accounts);
        }
    }

    /** Accounts that are new or repaired are tried at once, and nothing is kept of a credential that is gone. */
    private void tryAgain(SettingsChange change) {
        change.gone().forEach(account -> {
            roads.forget(account);
            dispatch.endPauses(account);
        });
        List<Account> renewed = change.renewed();
        Set<Account> again = change.again(account -> dispatch.rest(account).isPresent());
        again.forEach(account -> {
            if (!renewed.contains(account)) {
                roads.forget(account);
            }
            dispatch.endPauses(account);
            dispatch.retry(account.name());
            roads.prepare(account);
        });
    }

    /** Those in use. */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * The addresses that clients connect to, those of the default listener first, then by the listeners' names; a
     * configured port 0 is replaced by the actual port.
     */
    public List<InetSocketAddress> addresses() {
        return listener.addresses();
    }

    /**
     * Accepts no more messages and waits up to {@code ferrypost.bridge.stop-timeout} for those in progress. For the
     * first half of that time, clients wait for their first attempt; after that the bridge stores the message, replies
     * 250 and lets the attempt finish.
     */
    @Override
    public void close() {
        Duration stopTimeout = config.listen().stopTimeout();
        long end = System.nanoTime() + stopTimeout.toNanos();
        dispatch.pause(stopTimeout.dividedBy(2));
        listener.close();
        dispatch.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        history.close();
        dispatch.close();
    }

    /** What unknown clients tried at listeners that learn, the latest first. */
    public List<Attempt> attempts() {
        return attempts.all();
    }

    /** Whether every port is open and accepting. */
    public boolean isListening() {
        return listener.isListening();
    }

    /** The threads that delivery depends on. */
    public EssentialThreads threads() {
        return threads;
    }

    /** Why the bridge does not currently send by this account; empty if it does. */
    public Optional<Suspension> rest(Account account) {
        return dispatch.rest(account);
    }

    /** The queue; empty in {@code direct} mode, which stores nothing. */
    public Optional<Spool> spool() {
        return dispatch.spool();
    }
}
