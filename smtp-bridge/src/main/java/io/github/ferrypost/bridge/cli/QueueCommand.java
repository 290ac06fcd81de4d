package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.history.HistoryCommand;
import io.github.ferrypost.bridge.queue.QueueCommands;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ferrypost queue}: finds the bridge's spool from its settings; package {@code queue} has the subcommands. */
@Command(
        name = "queue",
        description = "Lists and changes queued messages, whether or not the bridge is running.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class QueueCommand {
    private QueueCommand() {}

    /** @param stdout receives the message for {@code export ID -} */
    public static CommandLine with(OutputStream stdout) {
        CommandLine queue = new CommandLine(new QueueCommand());
        for (Function<Callable<Spool>, Object> command :
                QueueCommands.all(stdout, Clock.systemUTC(), ZoneId.systemDefault())) {
            SettingsOptions options = new SettingsOptions();
            CommandLine each = new CommandLine(command.apply(() -> open(options)));
            each.getCommandSpec().addMixin("settings", CommandSpec.forAnnotatedObject(options));
            queue.addSubcommand(each);
        }
        return queue.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** {@code ferrypost history}, over the same spool. */
    public static CommandLine history() {
        SettingsOptions options = new SettingsOptions();
        CommandLine history =
                new CommandLine(new HistoryCommand(() -> open(options), Clock.systemUTC(), ZoneId.systemDefault()));
        history.getCommandSpec().addMixin("settings", CommandSpec.forAnnotatedObject(options));
        return history;
    }

    /** Opens the spool beside a bridge that may be delivering from it. Does not create a missing spool. */
    private static Spool open(SettingsOptions options) throws SettingsException, IOException {
        BridgeConfig config = BridgeConfig.from(options.load());
        Path folder = config.spool()
                .orElseThrow(() -> new IOException(
                        "has no queue: ferrypost.bridge.accept is direct, and" + " ferrypost.bridge.spool is not set"))
                .toAbsolutePath();
        if (!Spool.exists(folder)) {
            throw new IOException("has no queue in " + folder + ". Either nothing was ever stored there, or"
                    + " the bridge's ferrypost.bridge.spool names another folder.");
        }
        try {
            return Spool.open(folder, Clock.systemUTC());
        } catch (SpoolException e) {
            throw new IOException("cannot use the queue in " + folder + ": " + e.getMessage(), e);
        }
    }
}
