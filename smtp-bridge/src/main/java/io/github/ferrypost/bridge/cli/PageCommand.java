package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.web.OneTimeKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ferrypost page}: prints a one-time link to the running bridge's page, for any user who may write to its
 * folder.
 */
@Command(
        name = "page",
        description = "Prints a one-time link to the running bridge's web page, valid for 15 minutes.",
        mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SettingsException, IOException {
        BridgeConfig config = BridgeConfig.from(options.load());
        Path folder = config.spool()
                .orElseThrow(() ->
                        new IOException("has no folder to store a key in: set ferrypost.bridge.spool, or use the link"
                                + " that `ferrypost run` prints"))
                .toAbsolutePath();
        OneTimeKeyFile drop = new OneTimeKeyFile(folder, Clock.systemUTC());
        String address = drop.address()
                .orElseThrow(
                        () -> new IOException(
                                "has no running page in " + folder
                                        + ". The bridge does not run, ferrypost.bridge.web is off, or its port was taken: see its log."));
        PrintWriter out = spec.commandLine().getOut();
        out.println("http://" + address + "/?key=" + drop.leave());
        out.flush();
        return 0;
    }
}
