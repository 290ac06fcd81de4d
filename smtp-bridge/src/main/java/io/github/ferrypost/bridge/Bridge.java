package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.deliver.Dispatch;
import io.github.ferrypost.bridge.deliver.GuardedRoads;
import io.github.ferrypost.bridge.deliver.Suspension;
import io.github.ferrypost.bridge.history.HistoryRecorder;
import io.github.ferrypost.bridge.learn.Attempt;
import io.github.ferrypost.bridge.learn.Attempts;
import io.github.ferrypost.bridge.listen.Listener;
import io.github.ferrypost.bridge.listen.ListenerBinding;
import io.github.ferrypost.bridge.listen.ListenerLimits;
import io.github.ferrypost.bridge.listen.OldTls;
import io.github.ferrypost.bridge.listen.SessionContext;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.listen.Tls;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running bridge. It wires the parts in the order of a message: the {@link Listener} talks to the client,
 * {@link Admission} decides whether it may send, and a {@link Delivery} takes the message and sends it over
 * {@link Roads}. Safe for use by many threads.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    private final Listener listener;
    private final Attempts attempts;
    private final Dispatch dispatch;
    private final EssentialThreads threads;
    private final HistoryRecorder history;
    private final Duration stopTimeout;

    private Bridge(
            Listener listener,
            Attempts attempts,
            Dispatch dispatch,
            EssentialThreads threads,
            HistoryRecorder history,
            Duration stopTimeout) {
        this.history = history;
        this.listener = listener;
        this.attempts = attempts;
        this.dispatch = dispatch;
        this.threads = threads;
        this.stopTimeout = stopTimeout;
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
        HistoryRecorder history =
                new HistoryRecorder(journal, deliveryListener, config.history().subject(), clock);
        Dispatch dispatch = dispatch(config, accounts, roads, history, threads, clock);
        dispatch.removeOrphans(accounts, roads);
        dispatch.spool()
                .ifPresent(spool -> config.history().keep().ifPresent(keep -> history.start(spool.history(), keep)));
        try {
            return listen(config, accounts, dispatch, history, folder, threads, clock);
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

    private static Bridge listen(
            BridgeConfig config,
            Accounts accounts,
            Dispatch dispatch,
            HistoryRecorder history,
            Optional<Path> folder,
            EssentialThreads threads,
            Clock clock)
            throws SettingsException, IOException {
        Map<String, Tls> tls = ListenerTls.of(config, folder);
        Attempts attempts = new Attempts(folder, clock);
        List<ListenerBinding> bindings = new ArrayList<>();
        for (ListenerConfig listener : config.listeners()) {
            SessionContext context = new SessionContext(
                    config.listen().name(),
                    limits(config.listen(), listener, accounts, dispatch.delivery()),
                    Optional.ofNullable(tls.get(listener.name())),
                    config.listen().received(),
                    passDsnOn(accounts),
                    folder.orElse(Path.of(System.getProperty("java.io.tmpdir"))),
                    new Admission(listener, config.devices(), accounts),
                    dispatch.delivery(),
                    history,
                    attempts,
                    clock);
            bindings.add(new ListenerBinding(sockets(listener), context));
        }
        checkOldTls(config.listeners());
        return new Bridge(
                Listener.open(bindings, threads),
                attempts,
                dispatch,
                threads,
                history,
                config.listen().stopTimeout());
    }

    private static List<InetSocketAddress> sockets(ListenerConfig listener) {
        return listener.addresses().stream()
                .map(at -> new InetSocketAddress(at.address(), at.port()))
                .toList();
    }

    /** Warns of listeners that accept old versions of TLS, which this process must have permitted at its start. */
    private static void checkOldTls(List<ListenerConfig> listeners) throws SettingsException {
        for (ListenerConfig listener : listeners) {
            if (listener.oldTls()) {
                if (!OldTls.isPermitted()) {
                    throw new SettingsException(List.of("ferrypost.bridge.listener." + listener.name()
                            + ".old-tls is true, and this process has begun to use TLS without it: restart it."));
                }
                LOG.warn(
                        "The listener {} accepts TLS 1.0 and 1.1, which are broken (RFC 8996): let only old devices use it",
                        listener.name());
            }
        }
    }

    /** RFC 3461 section 5.2.1: a server that offers DSN has to pass it on, and Graph cannot. */
    private static boolean passDsnOn(Accounts accounts) {
        return accounts.all().stream().allMatch(account -> account.roads().equals(List.of(RoadName.SMTP)));
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

    /** EHLO announces the largest size of any account; each MAIL is then checked against its own account. */
    private static ListenerLimits limits(
            BridgeConfig.Listen listen, ListenerConfig listener, Accounts accounts, Delivery delivery) {
        long largest =
                accounts.all().stream().mapToLong(delivery::largest).max().orElse(0);
        BridgeConfig.Limits limits = listen.limits();
        return new ListenerLimits(
                new ListenerLimits.Message(
                        Math.min(
                                Math.min(limits.maxSize(), largest),
                                listener.limits().maxMessageSize().orElse(Long.MAX_VALUE)),
                        limits.maxHeader(),
                        limits.maxRecipients()),
                new ListenerLimits.Connections(
                        limits.maxConnections(), limits.maxConnectionsPerAddress(), limits.reservedConnections()),
                new ListenerLimits.Waits(
                        limits.idle(),
                        limits.loginTimeout(),
                        limits.loginDelay(),
                        limits.dataTimeout(),
                        listen.stopTimeout()),
                limits.memory(),
                limits.maxRefusals(),
                ListenerLimits.FAILED_LOGINS);
    }
}
