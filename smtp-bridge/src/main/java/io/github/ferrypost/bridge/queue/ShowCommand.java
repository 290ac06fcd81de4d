package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferrypost queue show}: prints everything known about an entry except its message. */
@Command(
        name = "show",
        description = "Shows entries with the last reply for each recipient, and what to do about it.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Callable<Spool> opening;
    private final Wording wording;

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "The entry's ID, as `list` prints it.")
    private List<EntryId> ids;

    @Option(names = "--json", description = "Prints one JSON object per line, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ShowCommand(Callable<Spool> opening, Wording wording) {
        this.opening = opening;
        this.wording = wording;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = 0;
        String between = "";
        try (Spool spool = opening.call()) {
            for (EntryId id : ids) {
                Optional<Entry> entry = spool.show(id);
                if (entry.isEmpty()) {
                    err.println(Change.missing(id));
                    status = 1;
                } else if (json) {
                    out.println(EntryJson.of(entry.get(), notes(spool, id)));
                } else {
                    out.print(between);
                    QueuePage.of(entry.get(), notes(spool, id), wording).forEach(out::println);
                    between = System.lineSeparator();
                }
            }
        }
        out.flush();
        err.flush();
        return status;
    }

    private static Set<String> notes(Spool spool, EntryId id) throws SpoolException {
        return spool.notes(id).entrySet().stream()
                .filter(note -> !note.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
