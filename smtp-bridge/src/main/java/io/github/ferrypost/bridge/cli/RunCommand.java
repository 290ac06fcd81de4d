package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.SpoolFolder;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.listen.OldTls;
import io.github.ferrypost.bridge.log.LogSetup;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.ProcessExit;
import io.github.ferrypost.bridge.thread.UncaughtErrors;
import io.github.ferrypost.road.Roads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        StartReport.exposedFiles(checked.settings());
        SpoolFolder.reportForgottenQueue(checked.config(), Path.of(""));
        RunningBridge running = RunningBridge.open(
                checked, roads, files -> options.load(Map.of(), files), RunCommand::essentialThreads);
        StartReport.of(checked, running.bridge(), running.metrics().alerts());
        running.startPage(
                new SettingsSource(options),
                Terminal.isThere() ? Optional.of(spec.commandLine().getOut()) : Optional.empty());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("Shutting down: the bridge accepts no new messages and waits for running"
                                    + " attempts");
                            running.close();
                            LOG.info("Stopped");
                        },
                        "ferrypost-stop"));
        // with a terminal the signal says that it was closed, and the bridge ends with it
        if (!Terminal.isThere()) {
            HangupSignal.handle(() -> reload(running));
        }
        Readiness.announce(System.getenv());
        new CountDownLatch(1).await();
        return 0;
    }

    private static EssentialThreads essentialThreads(Alerts alerts) {
        EssentialThreads threads = new EssentialThreads(new ProcessExit(alerts));
        Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors(threads, ACCEPTORS));
        return threads;
    }

    private static void reload(RunningBridge running) {
        LOG.info("SIGHUP: reading the settings");
        running.live().reload();
    }
}
