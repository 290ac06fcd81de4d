package io.github.ferrypost.bridge;

import static io.github.ferrypost.bridge.QueuedMail.FROM;
import static io.github.ferrypost.bridge.QueuedMail.LATER;
import static io.github.ferrypost.bridge.QueuedMail.MESSAGE;
import static io.github.ferrypost.bridge.QueuedMail.NEVER;
import static io.github.ferrypost.bridge.QueuedMail.TO;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import io.github.ferrypost.bridge.cli.Main;
import io.github.ferrypost.bridge.cli.QueueCommand;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands below {@code queue}, beside the spool that a bridge has open. */
class QueueCommandTest {
    private static final String UNKNOWN = "zzzzzzzz";

    @TempDir
    private Path folder;

    private Path spool;
    private QueuedMail mail;

    @BeforeEach
    void open() throws Exception {
        spool = folder.resolve("spool");
        mail = new QueuedMail(spool);
    }

    @AfterEach
    void close() {
        mail.close();
    }

    /** What a command printed, and its exit status. */
    private record Said(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Said queue(String... arguments) {
        List<String> all = new ArrayList<>(List.of("queue"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("-s", "ferrypost.bridge.spool=" + spool));
        return run(all);
    }

    private static Said run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = command.execute(arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    private Entry entry(EntryId id) throws Exception {
        return mail.spool().show(id).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String line) throws Exception {
        try (JsonReader reader = JsonProviders.createReader(line)) {
            return (Map<String, Object>) reader.readUntyped();
        }
    }

    @Test
    void listHasALineForEachEntryInAlignedColumns() throws Exception {
        EntryId waiting = mail.tried(LATER);
        EntryId fresh = mail.store("", "", "b@x.example", "c@x.example", "d@x.example", "e@x.example", "f@x.example");
        EntryId held = mail.in(State.HELD);
        Said said = queue("list");
        assertThat(said.status()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.lines()).hasSize(5);
        String head = said.lines().get(0);
        assertThat(head).startsWith("ID ").endsWith("WHY");
        assertThat(said.lines().get(1))
                .startsWith(waiting + "  queued ")
                .contains("  sales ", "  1  ", "<" + FROM + ">", "<" + TO + ">")
                .endsWith("451 4.3.2 ApplicationThrottled");
        assertThat(said.lines().get(2))
                .startsWith(fresh + "  queued ")
                .contains("(unnamed)", "  now  ", "<>", "<b@x.example> <c@x.example> <d@x.example> and 2 more")
                .endsWith("-");
        assertThat(said.lines().get(3)).startsWith(held + "  held ").endsWith("wait for Monday");
        for (int line = 1; line <= 3; line++) {
            assertThat(said.lines().get(line).charAt(head.indexOf("FROM"))).isEqualTo('<');
            assertThat(said.lines().get(line).charAt(head.indexOf("TO "))).isEqualTo('<');
        }
        assertThat(said.lines().get(4)).startsWith("In the queue: 2 queued, 1 held, the oldest queued since 2");
    }

    @Test
    void listOfAnEmptyQueueSaysSo() {
        assertThat(queue("list")).isEqualTo(new Said(0, "The queue is empty." + System.lineSeparator(), ""));
        assertThat(queue("list", "--json")).isEqualTo(new Said(0, "", ""));
    }

    @Test
    void listIsFiltered() throws Exception {
        EntryId sales = mail.store("sales", FROM, "anna@x.example");
        EntryId unnamed = mail.store("", "info@contoso.example", "b@x.example");
        EntryId held = mail.in(State.HELD);
        assertThat(listed("--state", "held")).containsExactly(held);
        assertThat(listed("--state", "QUEUED")).containsExactly(sales, unnamed);
        assertThat(listed("--account", "")).containsExactly(unnamed);
        assertThat(listed("--address", "ANNA@")).containsExactly(sales);
        assertThat(listed("--address", "info@contoso")).containsExactly(unnamed);
        assertThat(listed("--account", "sales", "--state", "held", "--address", TO))
                .containsExactly(held);
        assertThat(queue("list", "--account", "nobody").out())
                .startsWith("No entry matches. In the queue: 2 queued, 1 held");
    }

    private List<EntryId> listed(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("list", "--json"));
        arguments.addAll(Arrays.asList(options));
        List<EntryId> ids = new ArrayList<>();
        for (String line : queue(arguments.toArray(String[]::new)).lines()) {
            ids.add(EntryId.parse((String) json(line).get("id")).orElseThrow());
        }
        return ids;
    }

    @Test
    void listIsPaged() throws Exception {
        List<EntryId> stored = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stored.add(mail.store("sales", FROM, TO));
        }
        Said first = queue("list", "--limit", "3");
        assertThat(first.lines()).hasSize(6);
        assertThat(first.out()).contains("There are more entries; for the next page: --after " + stored.get(2));
        assertThat(listed("--limit", "3", "--after", stored.get(2).toString())).isEqualTo(stored.subList(3, 6));
        Said last = queue("list", "--limit", "3", "--after", stored.get(5).toString());
        assertThat(last.lines()).hasSize(3);
        assertThat(last.out()).doesNotContain("There are more");
        assertThat(queue("list", "--limit", "7").out()).doesNotContain("There are more");
        assertThat(listed("--limit", "0")).isEqualTo(stored);
    }

    @Test
    void jsonHasAllThatIsKnown() throws Exception {
        EntryId id = mail.tried(LATER);
        mail.spool().putNote(id, "graph.draft", "ready 1 AAMk");
        mail.spool().putNote(id, "forgotten", "");
        Map<String, Object> shown = json(queue("show", id.toString(), "--json").out());
        assertThat(shown)
                .containsEntry("id", id.toString())
                .containsEntry("state", "queued")
                .containsEntry("inDoubt", false)
                .containsEntry("account", "sales")
                .containsEntry("from", FROM)
                .containsEntry("arrived", entry(id).arrivedAt().toString())
                .containsEntry("nextTry", entry(id).due().toString())
                .containsEntry("tries", 1)
                .containsEntry("size", MESSAGE.length)
                .containsEntry("client", "127.0.0.1")
                .containsEntry("login", "scanner")
                .containsEntry("notes", List.of("graph.draft"))
                .doesNotContainKeys("reason", "dsn", "claimedUntil");
        assertThat(shown.get("recipients").toString())
                .contains("address=" + TO, "open=true", "verdict=LATER", "blame=MAILBOX", "code=451", "enhanced=4.3.2")
                .contains("text=ApplicationThrottled", "detail=request-id 4711", "remedy=Wait", "tried=2");
        assertThat(json(queue("list", "--json").out()))
                .containsEntry("id", id.toString())
                .containsKey("recipients");
    }

    @Test
    void showTellsWhatAPersonNeeds() throws Exception {
        EntryId id = mail.store("sales", FROM, TO, "b@fabrikam.example", "c@fabrikam.example", "d@fabrikam.example");
        Status doubt = Status.inDoubt(Reply.of(451, "4.4.2", "The answer was lost"));
        mail.spool()
                .settle(
                        mail.claim(id),
                        Settlement.retryAt(
                                QueuedMail.inAnHour(),
                                Map.of(
                                        TO,
                                        LATER,
                                        "b@fabrikam.example",
                                        NEVER,
                                        "c@fabrikam.example",
                                        doubt,
                                        "d@fabrikam.example",
                                        Status.accepted(Reply.of(250, "2.0.0", "Sent")))));
        mail.spool().putNote(id, "graph.draft", "ready 1 AAMk");
        Said said = queue("show", id.toString());
        assertThat(said.status()).isZero();
        assertThat(said.lines())
                .contains("Entry     " + id)
                .contains("State     queued, in doubt")
                .contains("Account   sales")
                .contains("From      <" + FROM + ">")
                .contains("Client    127.0.0.1 as scanner")
                .contains("Size      " + MESSAGE.length + " bytes")
                .contains("Attempts  1")
                .contains("  Reply   451 4.3.2 ApplicationThrottled")
                .contains("  Detail  request-id 4711")
                .contains("  Remedy  Wait, it is tried again.")
                .contains("  Reply   550 5.1.1 ErrorInvalidRecipients")
                .contains("  Remedy  Check the address.")
                .anyMatch(line -> line.matches("Retry at  2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"))
                .anyMatch(line -> line.startsWith("Note      the mailbox has a draft of it"))
                .anyMatch(line -> line.startsWith("To        <" + TO + ">: will be retried, 2"))
                .anyMatch(line -> line.startsWith("To        <b@fabrikam.example>: refused, 2"))
                .anyMatch(line -> line.startsWith("To        <c@fabrikam.example>: may have arrived, "))
                .anyMatch(line -> line.startsWith("To        <d@fabrikam.example>: accepted by Microsoft 365, 2"));
        assertThat(said.out()).doesNotContain("Reason", "AAMk");
    }

    @Test
    void whatAServerSaidCannotTurnTheLineRound() throws Exception {
        EntryId id = mail.tried(Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "Put off \u202e ffo tuP")));
        assertThat(queue("show", id.toString()).out())
                .contains("451 4.3.2 Put off ? ffo tuP")
                .doesNotContain("\u202e");
    }

    @Test
    void showTakesSeveralAndNamesThoseThatAreNot() throws Exception {
        EntryId one = mail.in(State.DEAD);
        EntryId two = mail.in(State.HELD);
        Said said = queue("show", one.toString(), UNKNOWN, two.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.lines())
                .contains("Entry     " + one, "State     dead", "Reason    sender not notified", "")
                .contains("Entry     " + two, "State     held", "Reason    wait for Monday", "Retry at  -");
        assertThat(said.err()).startsWith("There is no entry " + UNKNOWN + " in the queue");
    }

    /** Each row of the table of changes: what is told, the exit status, and the state afterwards. */
    @ParameterizedTest
    @CsvSource({
        "retry,   QUEUED,  0, is due now,                                                QUEUED",
        "retry,   CLAIMED, 0, has a running attempt,                             CLAIMED",
        "retry,   HELD,    0, 'is released, and due now',                                QUEUED",
        "retry,   DEAD,    0, 'is back in the queue, and due now',                       QUEUED",
        "retry,   CORRUPT, 0, 'will be checked again, and is due now',                            QUEUED",
        "hold,    QUEUED,  0, is held,                                                   HELD",
        "hold,    CLAIMED, 0, 'is held; a running attempt continues and may still deliver it', HELD",
        "hold,    HELD,    0, was already held,                                          HELD",
        "hold,    DEAD,    0, is held; it was dead,                                      HELD",
        "hold,    CORRUPT, 1, 'is corrupt, so the bridge does not send it',                         CORRUPT",
        "release, QUEUED,  0, was not held,                                              QUEUED",
        "release, CLAIMED, 0, 'was not held; an attempt is running',         CLAIMED",
        "release, HELD,    0, is released,                                               QUEUED",
        "release, DEAD,    1, 'is dead, not held; `ferrypost queue retry` puts it back into the queue', DEAD",
        "release, CORRUPT, 1, 'is corrupt, not held; `ferrypost queue retry` checks it again', CORRUPT",
    })
    void changeTellsWhatBecameOfAnEntry(String command, State before, int status, String text, State after)
            throws Exception {
        EntryId id = mail.in(before);
        assertThat(entry(id).state()).isEqualTo(before);
        Said said = queue(command, id.toString());
        String line = "Entry " + id + " " + text + "." + System.lineSeparator();
        assertThat(said).isEqualTo(status == 0 ? new Said(0, line, "") : new Said(1, "", line));
        assertThat(entry(id).state()).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void removeTellsWhatItHasThrownAway(State state) throws Exception {
        EntryId id = mail.in(state);
        mail.spool().putNote(id, "graph.draft", "ready 1 AAMk");
        Said said = queue("remove", id.toString());
        assertThat(said.status()).isZero();
        assertThat(said.out())
                .startsWith("Entry " + id + " is removed")
                .contains(": " + state.name().toLowerCase(java.util.Locale.ROOT) + ", from <" + FROM + "> to <" + TO
                        + ">")
                .contains(" bytes; a draft of it may remain in the mailbox's Drafts.");
        assertThat(said.out().contains("may still deliver it")).isEqualTo(state == State.CLAIMED);
        assertThat(mail.spool().show(id)).isEmpty();
        assertThat(queue("remove", id.toString()).status()).isEqualTo(1);
    }

    @Test
    void retriedEntryIsDueAtOnce() throws Exception {
        EntryId id = mail.tried(LATER);
        queue("retry", id.toString());
        assertThat(mail.claim(id).entry().tries()).isEqualTo(2);
    }

    @Test
    void retryOfAllMeansWhatWaitsAndLeavesWhatIsHeld() throws Exception {
        EntryId one = mail.tried(LATER);
        EntryId other = mail.tried(LATER);
        EntryId held = mail.in(State.HELD);
        EntryId dead = mail.in(State.DEAD);
        Said said = queue("retry", "--all");
        assertThat(said.status()).isZero();
        assertThat(said.lines()).containsExactly("Entry " + one + " is due now.", "Entry " + other + " is due now.");
        assertThat(entry(held).state()).isEqualTo(State.HELD);
        assertThat(queue("retry", "--all", "--state", "dead").lines())
                .containsExactly("Entry " + dead + " is back in the queue, and due now.");
    }

    @Test
    void holdAndReleaseOfAllOfAnAccount() throws Exception {
        for (int i = 0; i < 450; i++) {
            mail.store(i % 2 == 0 ? "sales" : "support", FROM, TO);
        }
        EntryId before = mail.in(State.HELD);
        assertThat(queue("hold", "--all", "--account", "support", "--reason", "licence expired")
                        .lines())
                .hasSize(225)
                .allMatch(line -> line.endsWith(" is held."));
        assertThat(mail.spool().stats().count(State.HELD)).isEqualTo(226);
        assertThat(queue("list", "--state", "held", "--account", "support").out())
                .contains("licence expired");
        assertThat(queue("release", "--all").lines()).hasSize(226).allMatch(line -> line.endsWith(" is released."));
        assertThat(entry(before).state()).isEqualTo(State.QUEUED);
        Said none = queue("release", "--all");
        assertThat(none.status()).isZero();
        assertThat(none.err()).contains("No entry of the queue matches.");
    }

    @Test
    void changesForPrograms() throws Exception {
        EntryId dead = mail.in(State.DEAD);
        Said said = queue("release", dead.toString(), UNKNOWN, "--json");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        assertThat(json(said.lines().get(0)))
                .containsEntry("id", dead.toString())
                .containsEntry("done", false)
                .containsEntry("before", "dead");
        assertThat(json(said.lines().get(1)))
                .containsEntry("id", UNKNOWN)
                .containsEntry("done", false)
                .doesNotContainKey("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "hold", "release"})
    void allOrSomeHasToBeSaid(String command) throws Exception {
        EntryId id = mail.tried(LATER);
        for (List<String> wrong : List.of(
                List.of(command),
                List.of(command, "--all", id.toString()),
                List.of(command, id.toString(), "--state", "held"),
                List.of(command, "--all", "--state", "lost"))) {
            assertThat(queue(wrong.toArray(String[]::new)).status())
                    .as("%s", wrong)
                    .isEqualTo(2);
        }
        assertThat(queue("remove", "--all").status()).isEqualTo(2);
        assertThat(entry(id).state()).isEqualTo(State.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "retry", "hold", "release", "remove", "export"})
    void idsThatAreNone(String command) {
        Said unknown = queue(command, UNKNOWN);
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).startsWith("There is no entry " + UNKNOWN + " in the queue");
        Said impossible = queue(command, "no/id");
        assertThat(impossible.status()).isEqualTo(2);
        assertThat(impossible.err())
                .contains("\"no/id\" is not an ID of the queue; `ferrypost queue list` shows the IDs");
    }

    @Test
    void exportWritesTheOctetsForTheirOwnerOnly() throws Exception {
        EntryId id = mail.tried(LATER);
        Path file = folder.resolve("mail.eml");
        Said said = queue("export", id.toString(), file.toString());
        assertThat(said)
                .isEqualTo(new Said(
                        0,
                        "Entry " + id + " written to " + file + ", " + MESSAGE.length + " bytes."
                                + System.lineSeparator(),
                        ""));
        assertThat(file).hasBinaryContent(MESSAGE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(entry(id).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void exportLeavesAFileThatIsThere() throws Exception {
        EntryId id = mail.tried(LATER);
        Path file = Files.writeString(folder.resolve("mail.eml"), "mine");
        Said said = queue("export", id.toString(), file.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("already exists; it was not changed");
        assertThat(file).hasContent("mine");
        Said nowhere =
                queue("export", id.toString(), folder.resolve("no/folder.eml").toString());
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err().lines()).singleElement().asString().contains("folder.eml");
    }

    @Test
    void exportToTheStandardOutput() throws Exception {
        EntryId id = mail.tried(LATER);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int status = QueueCommand.with(octets)
                .execute("export", id.toString(), "-", "-s", "ferrypost.bridge.spool=" + spool);
        assertThat(status).isZero();
        assertThat(octets.toByteArray()).isEqualTo(MESSAGE);
    }

    @Test
    void exportOfACorruptEntryWritesWhatIsLeftAndSaysSo() throws Exception {
        EntryId id = mail.tried(LATER);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + spool.resolve("spool.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE chunk SET bytes = x'414243' WHERE body = " + id.value());
        }
        Path file = folder.resolve("mail.eml");
        Said said = queue("export", id.toString(), file.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("differs from the stored one", id.toString());
        assertThat(file).hasContent("ABC");
    }

    @Test
    void SEC20_whatIsShownDoesNotSteerTheTerminal() throws Exception {
        EntryId id = mail.tried(LATER);
        queue("hold", id.toString(), "--reason", "red \u001b[31m and\r\nbelow\u202e\u2028next");
        for (String out :
                List.of(queue("list").out(), queue("show", id.toString()).out())) {
            assertThat(out).contains("red ?[31m and??below??next").doesNotContain("\u001b", "\u202e", "\u2028");
        }
    }

    @Test
    void withoutAQueueItSaysWhereItLooked() {
        spool = folder.resolve("elsewhere");
        Said said = queue("list");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).singleElement().asString().contains("has no queue in " + spool);
        assertThat(spool).doesNotExist();
    }

    @Test
    void withoutASpoolInTheSettingsItSaysWhy() {
        Said said = run(List.of("queue", "list", "-s", "ferrypost.bridge.accept=direct"));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err().lines()).singleElement().asString().contains("ferrypost.bridge.accept is direct");
    }

    @Test
    void wrongSettingsAreToldAsEverywhere() {
        Said said = queue("list", "-s", "ferrypost.bridge.acept=queue");
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("ferrypost.bridge.accept?");
    }

    @Test
    void withoutACommandItNamesThem() {
        Said said = run(List.of("queue"));
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("list", "show", "retry", "hold", "release", "remove", "export");
    }
}
