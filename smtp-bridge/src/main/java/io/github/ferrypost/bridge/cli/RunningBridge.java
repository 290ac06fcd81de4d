package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.Bridge;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.monitor.AlertWatch;
import io.github.ferrypost.bridge.monitor.CountingJournal;
import io.github.ferrypost.bridge.monitor.ExpiryWatch;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.monitor.Metrics;
import io.github.ferrypost.bridge.monitor.SignInProof;
import io.github.ferrypost.bridge.reload.LiveSettings;
import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.bridge.reload.ReloadStep;
import io.github.ferrypost.bridge.reload.ReplaceableRoads;
import io.github.ferrypost.bridge.reload.SettingsChange;
import io.github.ferrypost.bridge.reload.SettingsInput;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.PeriodicTask;
import io.github.ferrypost.bridge.web.SettingsStore;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bridge with all that runs beside it: alerts, metrics, watches, the page, and settings that change while it runs.
 * Safe for use by many threads.
 */
public final class RunningBridge implements AutoCloseable {
    private final ReplaceableRoads roads;
    private final AlertSetup alerts;
    private final Metrics metrics;
    private final Bridge bridge;
    private final SignInProof proof;
    private final ExpiryWatch expiry;
    private final List<PeriodicTask> watches = new ArrayList<>();
    private final LiveSettings live;
    private volatile CheckedSettings inUse;
    private @Nullable PeriodicTask idle;
    private @Nullable PageOfBridge page;

    private RunningBridge(
            CheckedSettings checked,
            Function<Optional<String>, Roads> open,
            SettingsInput input,
            Function<Alerts, EssentialThreads> threads)
            throws SettingsException, IOException {
        inUse = checked;
        roads = new ReplaceableRoads(open, checked.settings().get("ferrypost.proxy"));
        alerts = AlertSetup.of(checked, roads);
        metrics = new Metrics(
                Clock.systemUTC(), Alerts.both(Alerts.LOG, alerts.service().alerts()));
        SmtpEvents journal = new CountingJournal(new MailLog(), metrics);
        bridge = Bridge.open(
                checked.config(), checked.accounts(), roads, journal, metrics, threads.apply(metrics.alerts()));
        expiry = new ExpiryWatch(this::accounts, roads::signIn, metrics.alerts(), Clock.systemUTC());
        proof = new SignInProof(checked.accounts().all(), roads::signIn, metrics::isProven, metrics::signedIn);
        live = new LiveSettings(
                checked, input, List.of(roads, alerts, bridge, this::follow), this::ended, Clock.systemUTC());
    }

    /**
     * Starts listening, and everything but the page.
     *
     * @param open opens roads by this proxy
     * @param input reads the settings again
     * @param threads for the threads that mail depends on; its failures may raise these alerts
     * @throws SettingsException if a setting cannot be met
     * @throws IOException if an address cannot be bound
     */
    public static RunningBridge open(
            CheckedSettings checked,
            Function<Optional<String>, Roads> open,
            SettingsInput input,
            Function<Alerts, EssentialThreads> threads)
            throws SettingsException, IOException {
        RunningBridge running = new RunningBridge(checked, open, input, threads);
        running.start();
        return running;
    }

    private void start() {
        watches.add(PeriodicTask.start("ferrypost-expiry", Duration.ofHours(1), expiry::look));
        bridge.spool().ifPresent(spool -> {
            AlertWatch queue = new AlertWatch(
                    spool,
                    this::accounts,
                    () -> inUse.config().alerts().queueAge(),
                    metrics.alerts(),
                    Clock.systemUTC());
            watches.add(PeriodicTask.start("ferrypost-alert-watch", Duration.ofMinutes(1), queue::look));
        });
        alerts.service().start();
        proof.start();
        idle = PeriodicTask.start("ferrypost-proof", Duration.ofHours(1), proof::look);
        live.start();
    }

    /** @param terminal shows the one-time link to the person who started the bridge; empty if the output is stored */
    public void startPage(SettingsStore store, Optional<PrintWriter> terminal) {
        page = inUse.config()
                .web()
                .map(at -> PageOfBridge.start(at, inUse, bridge, metrics, live, store, terminal))
                .orElse(null);
    }

    private List<Account> accounts() {
        return inUse.accounts().all();
    }

    /** What runs beside the bridge follows changed settings. */
    private ReloadStep follow(SettingsChange change) {
        return ReloadStep.of(() -> {
            inUse = change.after();
            change.renewed().forEach(metrics::forget);
            proof.follow(accounts(), change.again(account -> !metrics.isProven(account)));
            expiry.again();
            watches.forEach(PeriodicTask::wake);
            StartReport.newlyExposed(change.before().settings(), change.after().settings());
            StartReport.redirections(change.after().accounts());
        });
    }

    private void ended(ReloadResult result) {
        if (result.isRejected()) {
            String why = String.join(" ", result.problems());
            metrics.alerts()
                    .raise(Alert.of(
                                    AlertKind.SETTINGS_REJECTED,
                                    "",
                                    "changed settings are not used, and the bridge continues with those it has: " + why)
                            .withDetail(why));
        } else {
            metrics.alerts().clear(AlertKind.SETTINGS_REJECTED, "");
        }
    }

    public Bridge bridge() {
        return bridge;
    }

    /** The settings, which follow their files. */
    public LiveSettings live() {
        return live;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Stops in the order of the flow: accepts no more, waits for running attempts, then closes the roads. */
    @Override
    public void close() {
        live.close();
        watches.forEach(PeriodicTask::close);
        Optional.ofNullable(idle).ifPresent(PeriodicTask::close);
        proof.close();
        if (page != null) {
            page.close();
        }
        bridge.close();
        alerts.service().close();
        roads.close();
    }
}
