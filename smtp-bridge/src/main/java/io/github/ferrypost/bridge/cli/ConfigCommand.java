package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.config.EffectiveSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost config}: prints each effective setting with its origin, without secrets, then validates them. */
@Command(
        name = "config",
        description = "Prints the effective settings with their origin, without secrets, and validates them.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SettingsException {
        Settings settings = options.load();
        PrintWriter out = spec.commandLine().getOut();
        EffectiveSettings.lines(settings).forEach(out::println);
        out.flush();
        CheckedSettings.of(settings);
        return 0;
    }
}
