package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ferrypost queue remove}: does not ask for confirmation, so it takes ids only and prints what it deleted. */
@Command(
        name = "remove",
        description =
                "Deletes entries permanently, without a bounce to the sender. To keep a message, `export` it first.",
        mixinStandardHelpOptions = true)
final class RemoveCommand extends ChangeCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "The entry's ID, as `list` prints it.")
    private List<EntryId> ids;

    RemoveCommand(Callable<Spool> opening) {
        super(opening, Change.REMOVE);
    }

    @Override
    void all(Spool spool) throws Exception {
        for (EntryId id : ids) {
            change(spool, id);
        }
    }

    @Override
    Optional<State> apply(Spool spool, EntryId id) throws SpoolException {
        return spool.remove(id);
    }

    @Override
    String more(Spool spool, Optional<Entry> before) throws SpoolException {
        if (before.isEmpty()) {
            return "";
        }
        Entry entry = before.get();
        boolean noted = spool.notes(entry.id()).values().stream().anyMatch(note -> !note.isEmpty());
        return ": " + Wording.state(entry) + ", from " + Wording.address(entry.sender()) + " to "
                + Wording.recipients(entry) + ", " + entry.size() + " bytes"
                + (noted ? "; a draft of it may remain in the mailbox's Drafts" : "");
    }
}
