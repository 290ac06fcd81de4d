package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.Bridge;
import io.github.ferrypost.bridge.SpoolFolder;
import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.AlertService;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.listen.OldTls;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.log.LogSetup;
import io.github.ferrypost.bridge.monitor.AlertWatch;
import io.github.ferrypost.bridge.monitor.CountingJournal;
import io.github.ferrypost.bridge.monitor.ExpiryWatch;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.monitor.Metrics;
import io.github.ferrypost.bridge.monitor.SignInProof;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.PeriodicTask;
import io.github.ferrypost.bridge.thread.ProcessExit;
import io.github.ferrypost.bridge.thread.UncaughtErrors;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost run}: runs the bridge until the process is terminated. */
@Command(
        name = "run",
        description = "Runs the bridge: accepts messages by SMTP and sends them through Microsoft 365.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** Name prefixes of the acceptor threads, which subethasmtp starts itself. */
    private static final List<String> ACCEPTORS = List.of("ferrypost-listen-");

    private final Function<Optional<String>, Roads> roads;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    RunCommand(Function<Optional<String>, Roads> roads) {
        this.roads = roads;
    }

    @Override
    public Integer call() throws SettingsException, IOException, InterruptedException {
        CheckedSettings checked = CheckedSettings.of(options.load());
        LogSetup.apply(checked.config().log());
        if (checked.config().listeners().stream().anyMatch(ListenerConfig::oldTls)) {
            OldTls.permit();
        }
        warnOfExposedFiles(checked.settings());
        warnOfRedirection(checked.accounts().all());
        SpoolFolder.reportForgottenQueue(checked.config(), Path.of(""));
        Roads open = roads.apply(checked.settings().get("ferrypost.proxy"));
        AlertService alerts = AlertSetup.open(checked, open);
        Metrics metrics = new Metrics(Clock.systemUTC(), Alerts.both(Alerts.LOG, alerts.alerts()));
        EssentialThreads threads = new EssentialThreads(new ProcessExit(metrics.alerts()));
        Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors(threads, ACCEPTORS));
        SmtpEvents journal = new CountingJournal(new MailLog(), metrics);
        Bridge bridge = Bridge.open(checked.config(), checked.accounts(), open, journal, metrics, threads);
        List<PeriodicTask> watches = watches(checked, open, bridge, metrics.alerts());
        alerts.start();
        SignInProof proof =
                new SignInProof(checked.accounts().all(), open::signIn, metrics::isProven, metrics::signedIn);
        proof.start();
        bridge.addresses()
                .forEach(address -> LOG.info(
                        "Ferrypost {} listens on {}:{}, accounts {}",
                        Main.version(),
                        address.getAddress().getHostAddress(),
                        address.getPort(),
                        checked.accounts().all()));
        checked.config().listeners().stream()
                .filter(listener -> !listener.isDefault())
                .forEach(listener -> LOG.info("Listener {}", listener));
        bridge.spool().ifPresent(spool -> reportQueue(checked.config(), spool, metrics.alerts()));
        Optional<PageOfBridge> page = checked.config()
                .web()
                .map(at -> PageOfBridge.start(
                        at,
                        checked,
                        bridge,
                        metrics,
                        new SettingsSource(options),
                        Terminal.isThere() ? Optional.of(spec.commandLine().getOut()) : Optional.empty()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("Shutting down: the bridge accepts no new messages and waits for running"
                                    + " attempts");
                            watches.forEach(PeriodicTask::close);
                            proof.close();
                            page.ifPresent(PageOfBridge::close);
                            bridge.close();
                            alerts.close();
                            open.close();
                            LOG.info("Stopped");
                        },
                        "ferrypost-stop"));
        Readiness.announce(System.getenv());
        new CountDownLatch(1).await();
        return 0;
    }

    private static List<PeriodicTask> watches(CheckedSettings checked, Roads roads, Bridge bridge, Alerts alerts) {
        List<Account> accounts = checked.accounts().all();
        List<PeriodicTask> watches = new ArrayList<>();
        ExpiryWatch expiry = new ExpiryWatch(accounts, roads::signIn, alerts, Clock.systemUTC());
        watches.add(PeriodicTask.start("ferrypost-expiry", Duration.ofHours(1), expiry::look));
        bridge.spool().ifPresent(spool -> {
            AlertWatch queue =
                    new AlertWatch(spool, accounts, checked.config().alerts().queueAge(), alerts, Clock.systemUTC());
            watches.add(PeriodicTask.start("ferrypost-alert-watch", Duration.ofMinutes(1), queue::look));
        });
        return watches;
    }

    private static void warnOfExposedFiles(Settings settings) {
        settings.exposedFiles()
                .forEach(file -> LOG.warn(
                        "Other users of this machine can read {}, which contains a secret: run chmod 600 {}",
                        file,
                        file));
    }

    private static void warnOfRedirection(List<Account> accounts) {
        accounts.forEach(account -> account.sending()
                .redirect()
                .ifPresent(address -> LOG.warn(
                        "REDIRECTION: ferrypost.redirect sends all mail of {} to {}, and none to its recipients",
                        account,
                        address)));
    }

    private static void reportQueue(BridgeConfig config, Spool spool, Alerts alerts) {
        Path folder = config.spool().orElseThrow().toAbsolutePath().normalize();
        try {
            LOG.info("The queue in {} holds {} messages", folder, spool.stats().count());
        } catch (SpoolException e) {
            alerts.raise(Alert.of(AlertKind.QUEUE_UNREADABLE, "", "the queue in " + folder + " cannot be read")
                    .withDetail(String.valueOf(e.getMessage()))
                    .withCause(e));
        }
    }
}
