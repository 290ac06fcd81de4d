package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ferrypost queue hold}. */
@Command(
        name = "hold",
        description =
                "Holds entries: they are not sent until they are released. With --all, holds the entries that wait"
                        + " for their next attempt.",
        mixinStandardHelpOptions = true)
final class HoldCommand extends ManyCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "held by an operator",
            description = "The reason, as `list` and `show` print it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it to its default
    private String reason;

    HoldCommand(Callable<Spool> opening) {
        super(opening, Change.HOLD, State.QUEUED);
    }

    @Override
    Optional<State> apply(Spool spool, EntryId id) throws SpoolException {
        return spool.hold(id, reason);
    }
}
