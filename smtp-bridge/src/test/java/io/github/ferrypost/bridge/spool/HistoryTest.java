package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path folder;

    private Spool spool;
    private History history;

    @BeforeEach
    void open() throws Exception {
        spool = Spool.open(folder, Clock.systemUTC());
        history = spool.history();
    }

    @AfterEach
    void close() {
        spool.close();
    }

    static HistoryRow row(Instant at, String sender, String recipient, HistoryRow.Progress progress) {
        return new HistoryRow(
                0,
                at,
                new HistoryRow.Client("192.168.10.7", "copier", "scan@contoso.example"),
                sender,
                List.of(recipient, "second@example.org"),
                "<20261127.42@erp.contoso.example>",
                "Rechnung für Müller",
                4711,
                "office",
                progress);
    }

    static HistoryRow.Progress delivered(Instant at) {
        return new HistoryRow.Progress(
                "", at, HistoryResult.DELIVERED, "250 2.0.0 Sent", "graph", "3f2c9a10-7f0e-4f6f-9a53-2f9d6c1f2b11", 1);
    }

    static HistoryRow.Progress queued(String entry) {
        return new HistoryRow.Progress(
                entry, Instant.EPOCH, HistoryResult.QUEUED, "250 2.0.0 Queued as " + entry, "", "", 0);
    }

    private void store(HistoryRow... rows) throws SpoolException {
        assertThat(history.record(List.of(rows), List.of())).isEmpty();
    }

    private List<String> senders(HistoryQuery query) throws SpoolException {
        return history.find(query, 100).stream().map(HistoryRow::sender).toList();
    }

    @Test
    void aRowComesBackAsItWasStored() throws Exception {
        HistoryRow row = row(NOON, "erp@contoso.example", "anna@example.org", delivered(NOON));
        store(row);
        assertThat(history.find(HistoryQuery.ALL, 10)).containsExactly(row.withId(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.10.7",
                "copier",
                "scan@contoso.example",
                "erp@contoso.example",
                "erp",
                "ANNA@EXAMPLE.ORG",
                "example.org",
                "second@example.org",
                "anna second",
                "<20261127.42@erp.contoso.example>",
                "20261127.42@erp.contoso.example",
                "20261127*",
                "@example.org",
                "muller",
                "Müller",
                "rech*",
                "192.168.*",
                "3f2c9a10-7f0e-4f6f-9a53-2f9d6c1f2b11",
                "3f2c9a10*"
            })
    void everyFieldIsFound(String text) throws Exception {
        store(
                row(NOON, "erp@contoso.example", "anna@example.org", delivered(NOON)),
                new HistoryRow(
                        0,
                        NOON,
                        new HistoryRow.Client("10.0.0.1", "", ""),
                        "other@fabrikam.test",
                        List.of("bob@fabrikam.test"),
                        "<1@fabrikam.test>",
                        "",
                        1,
                        "",
                        new HistoryRow.Progress("", NOON, HistoryResult.DELIVERED, "250 2.0.0 Sent", "smtp", "9", 1)));
        assertThat(senders(HistoryQuery.ALL.withText(text))).containsExactly("erp@contoso.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\"\"", "*", "a OR", "(", "NEAR(a b", "text:", "^", "-", "'; DROP TABLE history", "%"})
    void whatLooksLikeASearchLanguageIsText(String text) throws Exception {
        store(row(NOON, "erp@contoso.example", "anna@example.org", delivered(NOON)));
        history.find(HistoryQuery.ALL.withText(text), 10);
        assertThat(history.count()).isOne();
    }

    @Test
    void theNewestComesFirstAndPagesFollowEachOther() throws Exception {
        List<HistoryRow> rows = new ArrayList<>();
        IntStream.range(0, 25)
                .forEach(i ->
                        rows.add(row(NOON.plusSeconds(i), i + "@contoso.example", "a@example.org", delivered(NOON))));
        assertThat(history.record(rows, List.of())).isEmpty();
        for (HistoryQuery query : List.of(HistoryQuery.ALL, HistoryQuery.ALL.withText("example.org"))) {
            List<HistoryRow> first = history.find(query, 10);
            List<HistoryRow> second = history.find(query.withBefore(first.get(9).id()), 100);
            assertThat(first).first().satisfies(row -> assertThat(row.sender()).startsWith("24@"));
            assertThat(second)
                    .hasSize(15)
                    .first()
                    .satisfies(row -> assertThat(row.sender()).startsWith("14@"));
        }
    }

    @Test
    void resultAccountAndTimeNarrowASearch() throws Exception {
        HistoryRow.Progress refused =
                new HistoryRow.Progress("", NOON, HistoryResult.REFUSED, "550 5.1.1 Unknown", "", "", 1);
        store(
                row(NOON, "old@contoso.example", "a@example.org", delivered(NOON)),
                row(NOON.plusSeconds(60), "refused@contoso.example", "a@example.org", refused),
                row(NOON.plusSeconds(120), "new@contoso.example", "a@example.org", delivered(NOON)));
        for (String text : List.of("", "contoso.example")) {
            HistoryQuery all = HistoryQuery.ALL.withText(text);
            assertThat(senders(all.withResult(HistoryResult.REFUSED))).containsExactly("refused@contoso.example");
            assertThat(senders(all.withResult(HistoryResult.DELIVERED))).hasSize(2);
            assertThat(senders(all.withAccount("office"))).hasSize(3);
            assertThat(senders(all.withAccount("none"))).isEmpty();
            assertThat(senders(all.withSince(NOON.plusSeconds(60)))).hasSize(2);
            assertThat(senders(all.withUntil(NOON.plusSeconds(60)))).containsExactly("old@contoso.example");
        }
        assertThat(senders(HistoryQuery.ALL.withText("550"))).containsExactly("refused@contoso.example");
    }

    @Test
    void aChangeReplacesTheResultAndIsFound() throws Exception {
        store(row(NOON, "erp@contoso.example", "anna@example.org", queued("mh2k5v7x01ab")));
        HistoryRow.Progress sent = new HistoryRow.Progress(
                "mh2k5v7x01ab", NOON.plusSeconds(30), HistoryResult.DELIVERED, "250 2.0.0 Sent", "graph", "trace-7", 2);
        assertThat(history.record(List.of(), List.of(sent))).isEmpty();
        assertThat(history.find(HistoryQuery.ALL.withText("trace-7"), 10))
                .singleElement()
                .satisfies(row -> assertThat(row.progress()).isEqualTo(sent));
    }

    @Test
    void aChangeWithoutItsMessageIsReturned() throws Exception {
        HistoryRow.Progress early =
                new HistoryRow.Progress("mh2k5v7x01ab", NOON, HistoryResult.RETRYING, "451 4.3.2 Busy", "graph", "", 1);
        assertThat(history.record(List.of(), List.of(early))).containsExactly(early);
        store(row(NOON, "erp@contoso.example", "anna@example.org", queued("mh2k5v7x01ab")));
        assertThat(history.record(List.of(), List.of(early))).isEmpty();
        assertThat(senders(HistoryQuery.ALL.withResult(HistoryResult.RETRYING))).hasSize(1);
    }

    @Test
    void anOlderChangeDoesNotUndoALaterOne() throws Exception {
        store(row(NOON, "erp@contoso.example", "anna@example.org", queued("mh2k5v7x01ab")));
        HistoryRow.Progress bounced =
                new HistoryRow.Progress("mh2k5v7x01ab", NOON.plusSeconds(2), HistoryResult.BOUNCED, "", "", "", 2);
        HistoryRow.Progress retrying = new HistoryRow.Progress(
                "mh2k5v7x01ab", NOON.plusSeconds(1), HistoryResult.RETRYING, "451 4.3.2 Busy", "graph", "", 1);
        assertThat(history.record(List.of(), List.of(bounced, retrying))).isEmpty();
        assertThat(senders(HistoryQuery.ALL.withResult(HistoryResult.BOUNCED))).hasSize(1);
    }

    @Test
    void oldRowsAreDeletedWithTheirText() throws Exception {
        store(
                row(NOON, "old@contoso.example", "a@example.org", delivered(NOON)),
                row(NOON.plusSeconds(60), "new@contoso.example", "a@example.org", delivered(NOON)));
        assertThat(history.prune(NOON.plusSeconds(60), 10)).isFalse();
        assertThat(senders(HistoryQuery.ALL)).containsExactly("new@contoso.example");
        assertThat(senders(HistoryQuery.ALL.withText("example.org"))).containsExactly("new@contoso.example");
    }

    @Test
    void aJumpOfTheClockCostsNoRowThatIsStillWanted() throws Exception {
        store(
                row(NOON, "kept@contoso.example", "a@example.org", delivered(NOON)),
                row(Instant.EPOCH, "wrong@contoso.example", "a@example.org", delivered(NOON)),
                row(Instant.EPOCH, "clock@contoso.example", "a@example.org", delivered(NOON)));
        history.prune(NOON.minusSeconds(60), 10);
        assertThat(senders(HistoryQuery.ALL)).contains("kept@contoso.example");
    }

    @Test
    void theOldestBeyondTheLimitGo() throws Exception {
        for (int i = 0; i < 5; i++) {
            store(row(NOON, i + "@contoso.example", "a@example.org", delivered(NOON)));
        }
        history.prune(Instant.EPOCH, 2);
        assertThat(senders(HistoryQuery.ALL)).containsExactly("4@contoso.example", "3@contoso.example");
    }
}
