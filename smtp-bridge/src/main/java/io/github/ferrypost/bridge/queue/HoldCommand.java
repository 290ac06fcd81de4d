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
                "Keeps entries from being tried until they are released. With --all, those that wait for their next"
                        + " try.",
        mixinStandardHelpOptions = true)
final class HoldCommand extends ManyCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "held by an operator",
            description = "Why, for `list` and `show` to tell.")
    private String reason;

    HoldCommand(Callable<Spool> opening) {
        super(opening, Change.HOLD, State.QUEUED);
    }

    @Override
    Optional<State> apply(Spool spool, EntryId id) throws SpoolException {
        return spool.hold(id, reason);
    }
}
