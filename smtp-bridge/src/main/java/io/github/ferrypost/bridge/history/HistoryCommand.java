package io.github.ferrypost.bridge.history;

import io.github.ferrypost.bridge.queue.Table;
import io.github.ferrypost.bridge.spool.HistoryQuery;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.util.PrintableText;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferrypost history}: what became of each message, the newest first. */
@Command(
        name = "history",
        description = "Shows what became of each message, the newest first, whether or not the bridge is running.",
        footer = {
            "",
            "Finds messages with all of these words: an address, its domain or a part of the name before the @, a login,"
                    + " a device, a Message-ID, an id of Microsoft's, or a word of the last reply. With an asterisk at"
                    + " its end a word also finds longer ones: 'mill*'.",
            "",
            "A time is 2h (two hours ago; also m and d), 14:03 (today), 2026-11-27 or 2026-11-27T14:03."
        },
        mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Rows read at once, so that an export of any size needs little memory. */
    private static final int PAGE = 500;

    private final Callable<Spool> opening;
    private final Clock clock;
    private final ZoneId zone;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "Words that all occur in the message's row.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--result",
            paramLabel = "RESULT",
            description =
                    "Only messages with this result: delivered, queued, retrying, doubt, held, declined, refused, bounced, dead or"
                            + " removed.")
    private @Nullable String result;

    @Option(names = "--account", paramLabel = "NAME", description = "Only messages of this account.")
    private @Nullable String account;

    @Option(names = "--since", paramLabel = "TIME", description = "Only messages at this time or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only messages before this time.")
    private @Nullable String until;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The maximum number of messages, ${DEFAULT-VALUE} by default; 0 for all.")
    private int limit;

    @Option(names = "--json", description = "Prints one JSON object per line, for programs.")
    private boolean json;

    @Option(names = "--csv", description = "Prints CSV (RFC 4180), for spreadsheets.")
    private boolean csv;

    @Spec
    private CommandSpec spec;

    /**
     * @param opening opens the spool when the command runs
     * @param zone for times in text output and in options
     */
    public HistoryCommand(Callable<Spool> opening, Clock clock, ZoneId zone) {
        this.opening = opening;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Integer call() throws Exception {
        HistoryQuery query = query();
        PrintWriter out = spec.commandLine().getOut();
        try (Spool spool = opening.call()) {
            if (json) {
                each(spool, query, row -> out.println(HistoryExport.json(row)));
            } else if (csv) {
                out.print(HistoryExport.csvHead());
                each(spool, query, row -> out.print(HistoryExport.csv(row)));
            } else {
                people(spool, query, out);
            }
        }
        out.flush();
        return 0;
    }

    private HistoryQuery query() {
        HistoryQuery query = HistoryQuery.ALL.withText(String.join(" ", words));
        query = account == null ? query : query.withAccount(account);
        query = result == null ? query : query.withResult(result(result));
        query = since == null ? query : query.withSince(time("--since", since));
        return until == null ? query : query.withUntil(time("--until", until));
    }

    private HistoryResult result(String word) {
        return HistoryResult.parse(word)
                .orElseThrow(() -> wrong("--result is \"" + word + "\": choose one of " + results() + "."));
    }

    private static String results() {
        return Arrays.stream(HistoryResult.values()).map(HistoryResult::word).collect(Collectors.joining(", "));
    }

    private Instant time(String option, String text) {
        return TimeText.parse(text, clock, zone)
                .orElseThrow(() -> wrong(option + " is \"" + text
                        + "\": set a time such as 2h, 14:03, 2026-11-27 or 2026-11-27T14:03."));
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private int most() {
        return limit <= 0 ? Integer.MAX_VALUE : limit;
    }

    private void each(Spool spool, HistoryQuery query, Consumer<HistoryRow> use) throws SpoolException {
        HistoryQuery next = query;
        int left = most();
        while (left > 0) {
            List<HistoryRow> page = spool.history().find(next, Math.min(PAGE, left));
            page.forEach(use);
            left -= page.size();
            if (page.size() < PAGE) {
                return;
            }
            next = next.withBefore(page.get(page.size() - 1).id());
        }
    }

    private void people(Spool spool, HistoryQuery query, PrintWriter out) throws SpoolException {
        List<HistoryRow> rows = new ArrayList<>();
        each(spool, query, rows::add);
        if (rows.isEmpty()) {
            out.println(spool.history().count() == 0 ? "The history is empty." : "No message matches.");
            return;
        }
        Table table = new Table().row("TIME", "RESULT", "FROM", "TO", "SIZE", "CLIENT", "ACCOUNT", "REPLY");
        rows.forEach(row -> table.row(
                TIME.format(row.at().atZone(zone)),
                row.progress().result().word(),
                address(row.sender()),
                recipients(row.recipients()),
                Long.toString(row.size()),
                client(row.client()),
                row.account().isEmpty() ? "(unnamed)" : PrintableText.line(row.account()),
                PrintableText.line(row.progress().reply())));
        table.lines().forEach(out::println);
        if (rows.size() == most()) {
            out.println("There may be more messages; --limit shows them.");
        }
    }

    private static String address(String address) {
        return "<" + PrintableText.line(address) + ">";
    }

    private static String recipients(List<String> all) {
        String first =
                all.stream().limit(1).map(HistoryCommand::address).findFirst().orElse("-");
        return all.size() > 1 ? first + " +" + (all.size() - 1) : first;
    }

    private static String client(HistoryRow.Client client) {
        return Optional.of(client.device())
                .filter(name -> !name.isEmpty())
                .map(PrintableText::line)
                .orElse(client.address());
    }
}
