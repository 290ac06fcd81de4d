package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.Stats;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ferrypost queue list}: lists entries in order of arrival. */
@Command(name = "list", description = "Lists the queue's entries in order of arrival.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Callable<Spool> opening;
    private final Wording wording;

    @Mixin
    private Selection selection;

    @Option(
            names = "--after",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Lists only entries after this one, for the next page.")
    private @Nullable EntryId after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The maximum number of entries, ${DEFAULT-VALUE} by default; 0 for all.")
    private int limit;

    @Option(names = "--json", description = "Prints one JSON object per line, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ListCommand(Callable<Spool> opening, Wording wording) {
        this.opening = opening;
        this.wording = wording;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Spool spool = opening.call()) {
            List<Entry> entries =
                    new ArrayList<>(new Walk(spool, selection.filter()).from(Optional.ofNullable(after), most() + 1));
            boolean more = entries.size() > most();
            if (more) {
                entries.remove(entries.size() - 1);
            }
            if (json) {
                json(entries, out);
            } else {
                people(entries, more, spool.stats(), out);
            }
        }
        out.flush();
        return 0;
    }

    private int most() {
        return limit <= 0 ? Integer.MAX_VALUE - 1 : limit;
    }

    private static void json(List<Entry> entries, PrintWriter out) throws IOException {
        for (Entry entry : entries) {
            out.println(EntryJson.of(entry));
        }
    }

    private void people(List<Entry> entries, boolean more, Stats stats, PrintWriter out) {
        if (!entries.isEmpty()) {
            Table table = new Table()
                    .row("ID", "STATE", "ACCOUNT", "ARRIVED", "SIZE", "TRIES", "RETRY AT", "FROM", "TO", "WHY");
            entries.forEach(entry -> table.row(
                    entry.id().toString(),
                    Wording.state(entry),
                    Wording.account(entry),
                    wording.time(entry.arrivedAt()),
                    Wording.size(entry.size()),
                    String.valueOf(entry.tries()),
                    wording.next(entry),
                    Wording.address(entry.sender()),
                    Wording.recipients(entry),
                    Wording.why(entry)));
            table.lines().forEach(out::println);
        }
        if (more) {
            out.println("There are more entries; for the next page: --after "
                    + entries.get(entries.size() - 1).id());
        }
        out.println(summary(entries, stats));
    }

    private String summary(List<Entry> entries, Stats stats) {
        if (stats.count() == 0) {
            return "The queue is empty.";
        }
        String counts = Arrays.stream(State.values())
                .filter(state -> stats.count(state) > 0)
                .map(state -> stats.count(state) + " " + Wording.word(state))
                .collect(Collectors.joining(", "));
        return (entries.isEmpty() ? "No entry matches. " : "") + "In the queue: " + counts
                + stats.oldest(State.QUEUED)
                        .map(oldest -> ", the oldest queued since " + wording.time(oldest))
                        .orElse("")
                + ".";
    }
}
