package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.bridge.thread.ProcessExit;
import io.github.ferrypost.bridge.web.WebPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost setup}: serves only the settings form, for settings that are missing or invalid. */
@Command(
        name = "setup",
        description = "Serves only the settings page, to create or fix the settings file.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SettingsException, IOException, InterruptedException {
        options.beforeTheFile();
        ListenAddress at = address();
        try (WebPage page = WebPage.open(
                at,
                Optional.empty(),
                new SettingsSource(options),
                Optional.empty(),
                Optional.empty(),
                Main.version(),
                new ProcessExit(),
                Clock.systemUTC())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The settings page: " + page.link(at));
            out.println("The link is valid once, for 15 minutes. Press Control-C to stop.");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** Starts even if other settings are invalid: this page exists to fix them. */
    private ListenAddress address() throws SettingsException {
        Settings settings;
        try {
            settings = options.load();
        } catch (SettingsException e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            settings = Settings.of(Map.of());
        }
        // the user asked for the page, so serve it even if the settings turn it off
        Optional<ListenAddress> at = BridgeConfig.web(settings);
        return at.isPresent()
                ? at.get()
                : BridgeConfig.web(Settings.of(Map.of())).orElseThrow();
    }
}
