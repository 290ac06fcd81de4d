package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Spool;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The commands below {@code ferrypost queue}, each made with the way to its spool, which it opens when it runs. */
public final class QueueCommands {
    private QueueCommands() {}

    /**
     * Objects with picocli's annotations, in the order that the help shows them.
     *
     * @param stdout for the octets of {@code export ID -}
     * @param zone in which people are told times; programs are told UTC
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
