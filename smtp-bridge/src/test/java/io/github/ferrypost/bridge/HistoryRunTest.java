package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.cli.Main;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.HistoryQuery;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A bridge's history, as the command shows it, for each thing that can become of a message. */
class HistoryRunTest {
    private static final String FROM = Sandbox.MAILBOX;

    @TempDir
    private Path folder;

    private PageRun open(Consumer<Map<String, String>> change) throws Exception {
        return PageRun.open(folder, settings -> {
            settings.put("ferrypost.roads", "graph");
            change.accept(settings);
        });
    }

    private static Spool spool(PageRun run) {
        return run.bridge.spool().orElseThrow();
    }

    private static HistoryRow await(PageRun run, String to, HistoryResult result) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> spool(run).history().find(HistoryQuery.ALL.withText(to), 10),
                        rows -> rows.size() == 1 && rows.get(0).progress().result() == result)
                .get(0);
    }

    private record Said(int status, String out, String err) {}

    private Said command(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[words.length + 3];
        all[0] = "history";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "-f";
        all[words.length + 2] = folder.resolve("ferrypost.properties").toString();
        return new Said(command.execute(all), out.toString(), err.toString());
    }

    @Test
    void aMailThatWentOutAtTheFirstAttemptIsThere() throws Exception {
        try (PageRun run = open(settings -> settings.put("ferrypost.bridge.history-subject", "true"))) {
            assertThat(run.send(FROM, "anna@example.org")).startsWith("250");
            HistoryRow row = await(run, "anna@example.org", HistoryResult.DELIVERED);
            Delivered delivered = run.sandbox.delivered().get(0);
            assertThat(row.client().address()).isEqualTo("127.0.0.1");
            assertThat(row.sender()).isEqualTo(FROM);
            assertThat(row.recipients()).containsExactly("anna@example.org");
            assertThat(row.subject()).isEqualTo("Test");
            assertThat(row.progress().road()).isEqualTo("graph");
            assertThat(row.progress().tries()).isOne();
            assertThat(new String(delivered.raw(), StandardCharsets.ISO_8859_1))
                    .contains("Message-ID: " + row.messageId());

            assertThat(command("anna@example.org").out()).contains("delivered", "<anna@example.org>", "250 2.0.0");
            assertThat(command("--json").out())
                    .contains(
                            "\"recipients\":[\"anna@example.org\"]",
                            "\"result\":\"delivered\"",
                            "\"subject\":\"Test\"");
            assertThat(command("--csv").out().lines())
                    .hasSize(2)
                    .first()
                    .isEqualTo("time,result,from,recipients,subject,size,client,device,login,account,road,trace,"
                            + "messageId,entry,tries,changed,reply");
            assertThat(command("nowhere@example.org").out()).contains("No message matches.");
        }
    }

    @Test
    void aQueuedMailIsFollowedToItsEnd() throws Exception {
        try (PageRun run = open(settings -> {})) {
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503).retryAfter(600));
            assertThat(run.send(FROM, "kept@example.org")).contains("Queued");
            HistoryRow waiting = await(run, "kept@example.org", HistoryResult.RETRYING);
            assertThat(waiting.subject()).as("private unless asked for").isEmpty();
            EntryId id = EntryId.parse(waiting.progress().entry()).orElseThrow();
            spool(run).hold(id, "look at it first");
            assertThat(await(run, "kept@example.org", HistoryResult.HELD)
                            .progress()
                            .tries())
                    .isPositive();
            run.sandbox.faults().clear();
            spool(run).retryNow(id);
            assertThat(await(run, "kept@example.org", HistoryResult.DELIVERED)
                            .progress()
                            .tries())
                    .isGreaterThan(1);
        }
    }

    @Test
    void aRemovedARefusedAndABouncedMailSayWhatBecameOfThem() throws Exception {
        try (PageRun run = open(settings -> {})) {
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503).retryAfter(600));
            assertThat(run.send(FROM, "unwanted@example.org")).contains("Queued");
            EntryId id = spool(run).list(Filter.ALL, Optional.empty(), 1).get(0).id();
            await(run, "unwanted@example.org", HistoryResult.RETRYING);
            spool(run).remove(id);
            await(run, "unwanted@example.org", HistoryResult.REMOVED);
            run.sandbox.faults().clear();

            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(400).code("ErrorInvalidRecipients"));
            assertThat(run.send(FROM, "wrong@example.org")).startsWith("5");
            HistoryRow refused = await(run, "wrong@example.org", HistoryResult.REFUSED);
            assertThat(command("--result", "refused").out())
                    .contains("wrong@example.org")
                    .doesNotContain("unwanted@example.org");
            assertThat(refused.progress().reply()).startsWith("5");
        }
    }

    @Test
    void offMeansNone() throws Exception {
        try (PageRun run = open(settings -> settings.put("ferrypost.bridge.history", "off"))) {
            assertThat(run.send(FROM, "anna@example.org")).startsWith("250");
            run.sandbox.awaitDelivered(1, Duration.ofSeconds(20));
        }
        assertThat(command().out()).contains("The history is empty.");
    }

    @Test
    void whatIsStillInMemoryIsStoredAtTheEnd() throws Exception {
        try (PageRun run = open(settings -> {})) {
            assertThat(run.send(FROM, "last@example.org")).startsWith("250");
        }
        assertThat(command("last@example.org").out()).contains("delivered");
    }

    @Test
    void wrongOptionsAreExplained() throws Exception {
        PageRun.write(folder, Map.of());
        Said time = command("--since", "yesterday");
        assertThat(time.status()).isEqualTo(2);
        assertThat(time.err()).contains("--since is \"yesterday\"", "2h");
        Said result = command("--result", "lost");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--result is \"lost\"", "delivered, queued");
    }
}
