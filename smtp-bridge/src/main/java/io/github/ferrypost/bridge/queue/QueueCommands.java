package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Spool;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The subcommands of {@code ferrypost queue}. Each gets a callback that opens the spool when the command runs. */
public final class QueueCommands {
    private QueueCommands() {}

    /**
     * Objects with picocli annotations, in the order of the help.
     *
     * @param stdout receives the message for {@code export ID -}
     * @param zone for times in text output; JSON has UTC
     */
    public static List<Function<Callable<Spool>, Object>> all(OutputStream stdout, Clock clock, ZoneId zone) {
        Wording wording = new Wording(clock, zone);
        return List.of(
                spool -> new ListCommand(spool, wording),
                spool -> new ShowCommand(spool, wording),
                RetryCommand::new,
                HoldCommand::new,
                ReleaseCommand::new,
                RemoveCommand::new,
                spool -> new ExportCommand(spool, stdout));
    }
}
