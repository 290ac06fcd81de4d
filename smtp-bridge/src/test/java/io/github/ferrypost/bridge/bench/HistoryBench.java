package io.github.ferrypost.bridge.bench;

import io.github.ferrypost.bridge.spool.History;
import io.github.ferrypost.bridge.spool.HistoryQuery;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.Spool;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * The history with a million rows ({@code bench.rows}): what storing a row costs, and how long searches take. Fails if a
 * search, or a batch of 100 rows, takes more than {@value #MOST} ms in the median.
 */
public final class HistoryBench {
    private static final int MOST = 50;
    private static final int BATCH = 100;
    private static final int SEARCHES = 21;
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final String[] HEAD = {"what", "median", "unit"};

    private HistoryBench() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.getInteger("bench.rows", 1_000_000);
        Path folder = Files.createTempDirectory("ferrypost-history");
        Table table = new Table(Path.of("target", "bench"), "history", System.out, HEAD);
        boolean fits;
        try (Spool spool = Spool.openToDeliver(folder, Clock.systemUTC())) {
            History history = spool.history();
            Random random = new Random(1);
            double stored = fill(history, rows, random);
            table.row("100 rows stored", Table.number(stored), "ms");
            fits = stored <= MOST;
            table.row("size of a row", Table.number(Files.size(folder.resolve("spool.db")) / (double) rows), "bytes");
            for (Map.Entry<String, HistoryQuery> search :
                    searches(history, rows).entrySet()) {
                double took = median(history, search.getValue());
                fits &= took <= MOST;
                table.row(search.getKey(), Table.number(took), "ms");
            }
        }
        System.exit(fits ? 0 : 1);
    }

    private static double fill(History history, int rows, Random random) throws Exception {
        List<Double> times = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int from = 0; from < rows; from += BATCH) {
            List<HistoryRow> batch = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(row(i, random));
            }
            long begin = System.nanoTime();
            history.record(batch, List.of());
            times.add((System.nanoTime() - begin) / 1e6);
        }
        long cpu = 0;
        for (long id : threads.getAllThreadIds()) {
            cpu += threads.getThreadInfo(id).getThreadName().equals("ferrypost-spool")
                    ? threads.getThreadCpuTime(id)
                    : 0;
        }
        System.out.println("processor time of the writer: " + cpu / 1000 / rows + " µs a row");
        return middle(times);
    }

    static HistoryRow row(int number, Random random) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        String entry = number % 50 == 0 ? "q" + number : "";
        HistoryResult result = number % 1000 == 0 ? HistoryResult.BOUNCED : HistoryResult.DELIVERED;
        return new HistoryRow(
                0,
                BEGIN.plusSeconds(number),
                new HistoryRow.Client(
                        "10.0." + random.nextInt(4) + "." + random.nextInt(250), "", "erp@contoso.example"),
                "sender" + random.nextInt(50) + "@contoso.example",
                List.of("customer" + random.nextInt(100_000) + "@company" + random.nextInt(5_000) + ".example"),
                "<" + id + "@erp.contoso.example>",
                "",
                20_000,
                number % 500 == 0 ? "rare" : "office",
                new HistoryRow.Progress(
                        entry,
                        BEGIN.plusSeconds(number),
                        result,
                        "250 2.0.0 Sent",
                        "graph",
                        new UUID(random.nextLong(), random.nextLong()).toString(),
                        1));
    }

    private static Map<String, HistoryQuery> searches(History history, int rows) throws Exception {
        HistoryQuery all = HistoryQuery.ALL;
        HistoryRow old =
                history.find(all.withUntil(BEGIN.plusSeconds(rows / 10)), 1).get(0);
        Map<String, HistoryQuery> searches = new LinkedHashMap<>();
        searches.put("first page", all);
        searches.put("a page in the middle", all.withBefore(rows / 2));
        searches.put("one recipient", all.withText(old.recipients().get(0)));
        searches.put("one Message-ID", all.withText(old.messageId()));
        searches.put("one id of Microsoft's", all.withText(old.progress().trace()));
        searches.put("start of a recipient", all.withText("customer123*"));
        searches.put("a domain in every row", all.withText("contoso.example"));
        searches.put("a domain", all.withText("company12.example"));
        searches.put("a sender and a company", all.withText("sender7@contoso.example company12.example"));
        searches.put("nothing", all.withText("nowhere"));
        searches.put("bounced", all.withResult(HistoryResult.BOUNCED));
        searches.put(
                "bounced for a domain", all.withResult(HistoryResult.BOUNCED).withText("contoso.example"));
        searches.put("delivered", all.withResult(HistoryResult.DELIVERED));
        searches.put("a rare account", all.withAccount("rare"));
        searches.put("no such account", all.withAccount("none"));
        searches.put("an hour long ago", hour(rows));
        searches.put("an hour long ago, a domain", hour(rows).withText("contoso.example"));
        return searches;
    }

    private static HistoryQuery hour(int rows) {
        Instant begin = BEGIN.plusSeconds(rows / 10);
        return HistoryQuery.ALL.withSince(begin).withUntil(begin.plusSeconds(3600));
    }

    private static double median(History history, HistoryQuery query) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < SEARCHES; i++) {
            long begin = System.nanoTime();
            history.find(query, 50);
            times.add((System.nanoTime() - begin) / 1e6);
        }
        return middle(times);
    }

    private static double middle(List<Double> times) {
        return Optional.of(times.stream().sorted().toList())
                .map(sorted -> sorted.get(sorted.size() / 2))
                .orElseThrow();
    }
}
