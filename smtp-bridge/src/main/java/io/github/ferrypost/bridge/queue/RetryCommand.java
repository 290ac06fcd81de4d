package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ferrypost queue retry}. */
@Command(
        name = "retry",
        description =
                "Makes entries due now, also held, dead and corrupt ones that are named. With --all, those that wait"
                        + " for their next try.",
        mixinStandardHelpOptions = true)
final class RetryCommand extends ManyCommand {
    RetryCommand(Callable<Spool> opening) {
        super(opening, Change.RETRY, State.QUEUED);
    }

    @Override
    Optional<State> apply(Spool spool, EntryId id) throws SpoolException {
        return spool.retryNow(id);
    }
}
