package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A change to the entries given by id, or to all that match the options. */
abstract class ManyCommand extends ChangeCommand {
    private final State usual;

    /** As text: picocli would report an optional parameter that is not an id as an unknown argument. */
    @Parameters(arity = "0..*", paramLabel = "ID", description = "The entry's ID, as `list` prints it.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--all",
            description = "Instead of IDs: all entries that match --state, --account and --address; without --state,"
                    + " those in the state that the command usually applies to.")
    private boolean all;

    @Mixin
    private Selection selection;

    /** @param usual the state that {@code --all} selects if no {@code --state} is given */
    ManyCommand(Callable<Spool> opening, Change change, State usual) {
        super(opening, change);
        this.usual = usual;
    }

    @Override
    final void all(Spool spool) throws Exception {
        for (EntryId id : parsed()) {
            change(spool, id);
        }
        if (all && new Walk(spool, selection.filter(usual)).each(entry -> change(spool, entry.id())) == 0) {
            spec().commandLine().getErr().println("No entry of the queue matches.");
        }
    }

    @Override
    final void check() {
        if (parsed().isEmpty() != all) {
            throw new ParameterException(spec().commandLine(), "Give the IDs of the entries, or use --all.");
        }
        if (!all && !selection.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(), "--state, --account and --address apply to --all only, not to IDs.");
        }
    }

    private List<EntryId> parsed() {
        try {
            return ids.stream().map(new IdConverter()::convert).toList();
        } catch (TypeConversionException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }
}
