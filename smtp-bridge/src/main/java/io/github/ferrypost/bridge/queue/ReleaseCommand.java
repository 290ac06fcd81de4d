package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ferrypost queue release}. */
@Command(
        name = "release",
        description =
                "Releases held entries: the bridge sends them when they are due. With --all, releases all held entries.",
        mixinStandardHelpOptions = true)
final class ReleaseCommand extends ManyCommand {
    ReleaseCommand(Callable<Spool> opening) {
        super(opening, Change.RELEASE, State.HELD);
    }

    @Override
    Optional<State> apply(Spool spool, EntryId id) throws SpoolException {
        return spool.release(id);
    }
}
