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
        description = "Retries the given entries now, including held, dead and corrupt ones. With --all, retries the"
                + " entries that wait for their next attempt.",
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
