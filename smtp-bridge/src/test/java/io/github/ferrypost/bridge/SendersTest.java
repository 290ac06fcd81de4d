package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wishes 1 and 15, U5: whose mail goes by which mailbox as whom, through the bridge to both roads. */
class SendersTest {
    private static final String ALICE = "alice@contoso.example";

    @TempDir
    private Path folder;

    private final Sandbox sandbox =
            Sandbox.builder().limits(Limits.withoutRate()).start();
    private final Map<String, String> settings = new HashMap<>(sandbox.settings());
    private Optional<BridgeRun> bridge = Optional.empty();

    SendersTest() {
        sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.pace", "off");
    }

    @AfterEach
    void close() {
        bridge.ifPresent(BridgeRun::close);
        sandbox.close();
    }

    private BridgeRun bridge() throws Exception {
        if (bridge.isEmpty()) {
            settings.putIfAbsent(
                    "ferrypost.bridge.spool", folder.resolve("spool").toString());
            bridge = Optional.of(BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty())));
        }
        return bridge.get();
    }

    private String send(String sender, String... header) throws Exception {
        return send(bridge().address(), sender, header);
    }

    private static String send(InetSocketAddress address, String sender, String... header) throws Exception {
        try (SmtpSession client = new SmtpSession(address)) {
            String begun = client.begin(sender, "", List.of("ann@customer.example", "hidden@customer.example"));
            if (!begun.startsWith("354")) {
                return begun;
            }
            String text = String.join("\r\n", header) + "\r\nTo: ann@customer.example\r\n\r\nHello\r\n";
            OutputStream out = client.data();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return client.end();
        }
    }

    private Delivered delivered() throws Exception {
        return sandbox.awaitDelivered(1, Duration.ofSeconds(20)).get(0);
    }

    private static String field(Delivered mail, String name) {
        return mail.text()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .collect(Collectors.joining(" | "));
    }

    static Stream<Arguments> oddities() {
        return Stream.of(
                        "scanner@local; From: scanner@local",
                        "scanner@local; X-None: 1",
                        "scanner@local; From:",
                        "scanner@local; From: <>",
                        "root; From: root (Cron Daemon)",
                        "root; From: root",
                        "; From: MAILER-DAEMON",
                        "scanner@local; From: Team: a@local, b@local;",
                        "scanner@local; From: a@local <scanner@local>",
                        "scanner@local; From: Scanner of floor 1")
                .flatMap(row -> Stream.of("graph", "smtp").map(road -> {
                    String[] parts = row.split("; ", 2);
                    return Arguments.of(road, parts[0], parts[1]);
                }));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void aDevicesOddSenderBecomesTheMailbox(String road, String sender, String from) throws Exception {
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.from", "mailbox");

        assertThat(send(sender, from)).startsWith("250");

        assertThat(field(delivered(), "From")).contains(Sandbox.MAILBOX).doesNotContain("<scanner@local>");
        assertThat(delivered().recipients())
                .containsExactlyInAnyOrder("ann@customer.example", "hidden@customer.example");
        assertThat(delivered().text()).doesNotContain("hidden@customer.example");
        if (road.equals("smtp")) {
            assertThat(delivered().envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
        }
    }

    @Test
    void aSenderWithoutADomainIsNoneUnlessItIsRewritten() throws Exception {
        assertThat(send("root", "From: root")).startsWith("553 5.1.7");
    }

    @Test
    void theRuleOfTheDeviceGoesBeforeTheListenersAndThatBeforeTheAccounts() throws Exception {
        sandbox.mailbox().sendAs("scans@contoso.example", "floor1@contoso.example");
        settings.put("ferrypost.roads", "smtp");
        settings.put("ferrypost.from", "mailbox");
        settings.put("ferrypost.bridge.device.scanner.address", "127.0.0.1");
        settings.put("ferrypost.bridge.device.scanner.from", "@local -> scans@contoso.example");
        settings.put("ferrypost.bridge.device.scanner.from-name", "Scanner, 1st floor");
        settings.put("ferrypost.bridge.device.scanner.listener", "devices");
        for (String name : List.of("devices", "others")) {
            settings.put("ferrypost.bridge.listener." + name + ".address", "127.0.0.1:0");
            settings.put("ferrypost.bridge.listener." + name + ".login", "none");
            settings.put("ferrypost.bridge.listener." + name + ".from", "floor1@contoso.example");
        }
        List<InetSocketAddress> addresses = bridge().addresses();

        for (InetSocketAddress address : addresses) {
            assertThat(send(address, "a@local", "From: Old <a@local>")).startsWith("250");
        }

        assertThat(sandbox.delivered())
                .extracting(mail -> field(mail, "From"))
                .containsExactly(
                        "Old <" + Sandbox.MAILBOX + ">",
                        "\"Scanner, 1st floor\" <scans@contoso.example>",
                        "Old <floor1@contoso.example>");
        assertThat(sandbox.delivered())
                .extracting(Delivered::envelopeFrom)
                .containsExactly(Sandbox.MAILBOX, "scans@contoso.example", "floor1@contoso.example");
    }

    @Test
    void aSignedMessageIsRefusedBeforeItIsAccepted() throws Exception {
        settings.put("ferrypost.from", "mailbox");
        settings.put("ferrypost.bridge.accept", "queue");

        assertThat(send("a@local", "From: a@local", "Content-Type: multipart/signed; boundary=b"))
                .startsWith("554 5.6.2");
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void aSignedMessageOfASenderWithSendAsGoesAsItIs() throws Exception {
        sandbox.mailbox().sendAs("boss@contoso.example");
        settings.put("ferrypost.from", "mailbox");
        settings.put("ferrypost.senders", "boss@contoso.example");
        settings.put("ferrypost.roads", "graph, smtp");

        assertThat(send(
                        "boss@contoso.example",
                        "From: boss@contoso.example",
                        "Content-Type: multipart/signed; boundary=b"))
                .startsWith("250");

        assertThat(delivered().road()).isEqualTo("smtp");
        assertThat(delivered().envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
        assertThat(field(delivered(), "From")).isEqualTo("boss@contoso.example");
    }

    @Test
    void theBounceGoesToTheNewSender() throws Exception {
        sandbox.mailbox().sendAs("scans@contoso.example");
        settings.put("ferrypost.from", "scans@contoso.example");
        settings.put("ferrypost.bridge.accept", "queue");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorMimeContentInvalidBase64String"));

        assertThat(send("scanner@local", "From: scanner@local")).startsWith("250");

        assertThat(delivered().recipients()).containsExactly("scans@contoso.example");
        assertThat(delivered().text()).contains("ann@customer.example");
    }

    @Test
    void U5_aQueuedMessageOfASenderWithoutAMailboxGoesByTheFallbackWithItsBounce() throws Exception {
        withFallback("graph");
        settings.put("ferrypost.bridge.accept", "queue");

        assertThat(send("nobody@contoso.example", "From: nobody@contoso.example"))
                .startsWith("250");
        assertThat(delivered().mailbox()).isEqualTo(Sandbox.MAILBOX);

        sandbox.clearDelivered();
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorMimeContentInvalidBase64String"));
        assertThat(send("nobody@contoso.example", "From: nobody@contoso.example"))
                .startsWith("250");

        assertThat(delivered().mailbox()).isEqualTo(Sandbox.MAILBOX);
        assertThat(delivered().recipients()).containsExactly("nobody@contoso.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void U5_eachSenderUsesItsOwnMailbox(String road) throws Exception {
        sandbox.directory().addMailbox(ALICE);
        sandbox.directory().addMailbox("bob@contoso.example");
        settings.put("ferrypost.mailbox", "*");
        settings.put("ferrypost.roads", road);

        assertThat(send("Alice@Contoso.example", "From: Alice <" + ALICE + ">")).startsWith("250");
        assertThat(send("bob@contoso.example", "From: bob@contoso.example")).startsWith("250");

        assertThat(sandbox.delivered()).extracting(Delivered::mailbox).containsExactly(ALICE, "bob@contoso.example");
    }

    @Test
    void U5_aRuleMayNameTheMailboxOfOtherSenders() throws Exception {
        sandbox.directory().addMailbox(ALICE);
        settings.put("ferrypost.mailbox", "*");
        settings.put("ferrypost.from", "@local -> " + ALICE);

        assertThat(send("scanner@local", "From: scanner@local")).startsWith("250");

        assertThat(delivered().mailbox()).isEqualTo(ALICE);
        assertThat(field(delivered(), "Reply-To")).isEqualTo("scanner@local");
    }

    private void withFallback(String road) {
        settings.put("ferrypost.mailbox", "*@contoso.example");
        settings.put("ferrypost.fallback", "rest");
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.account.rest.mailbox", Sandbox.MAILBOX);
        settings.put("ferrypost.account.rest.from", "mailbox");
    }

    @ParameterizedTest
    @CsvSource({
        "graph, nobody@contoso.example, 1",
        "smtp, nobody@contoso.example, 0",
        "graph, someone@elsewhere.example, 0",
        "graph, '', 0"
    })
    void U5_whoHasNoMailboxGoesByTheFallback(String road, String sender, int asked) throws Exception {
        withFallback(road);
        String from = "From: " + (sender.isEmpty() ? "x@contoso.example" : sender);

        assertThat(send(sender, from)).startsWith("250");
        assertThat(send(sender, from)).startsWith("250");

        assertThat(sandbox.delivered()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.mailbox()).isEqualTo(Sandbox.MAILBOX);
            assertThat(field(mail, "From")).isEqualTo(Sandbox.MAILBOX);
            assertThat(field(mail, "Reply-To")).isEqualTo(from.substring(6));
        });
        assertThat(sandbox.requests().log().stream()
                        .filter(request -> request.mailbox().equals(sender) && !sender.isEmpty()))
                .as("the unknown mailbox is remembered")
                .hasSize(asked);
    }

    @Test
    void U5_withoutAFallbackTheReasonIsTold() throws Exception {
        settings.put("ferrypost.mailbox", "*@contoso.example");

        assertThat(send("nobody@contoso.example", "From: nobody@contoso.example"))
                .startsWith("550 5.2.1");
        assertThat(send("x@elsewhere.example", "From: x@elsewhere.example"))
                .startsWith("550 5.7.1")
                .contains("ferrypost.fallback");
        assertThat(send("", "From: x@contoso.example")).startsWith("550 5.7.1");
    }

    @Test
    void U5_oneMailboxOutsideTheAppsRightsStopsNoOther() throws Exception {
        sandbox.app().roles();
        sandbox.directory().addMailbox(ALICE).grantRbac(sandbox.app(), "Application Mail.Send");
        sandbox.directory().addMailbox("boss@contoso.example");
        settings.put("ferrypost.mailbox", "*");

        for (int i = 0; i < 5; i++) {
            assertThat(send("boss@contoso.example", "From: boss@contoso.example"))
                    .startsWith("550 5.7.1");
        }

        assertThat(send(ALICE, "From: " + ALICE)).startsWith("250 2.0.0 Accepted by Microsoft 365");
    }

    @Test
    void U5_eachMailboxHasItsOwnPace() throws Exception {
        sandbox.directory().addMailbox(ALICE);
        sandbox.directory().addMailbox("bob@contoso.example");
        settings.put("ferrypost.mailbox", "*");
        settings.put("ferrypost.roads", "smtp");
        settings.put("ferrypost.bridge.pace", "1");
        settings.put("ferrypost.bridge.accept", "direct");

        assertThat(send(ALICE, "From: " + ALICE)).startsWith("250");
        assertThat(send(ALICE, "From: " + ALICE)).startsWith("451 4.3.2").contains("per minute");
        assertThat(send("bob@contoso.example", "From: bob@contoso.example")).startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void U3_anAppWithRbacSendsFromASharedMailboxWithoutALicence(String road) throws Exception {
        sandbox.app().roles();
        sandbox.directory()
                .addSharedMailbox("sales@contoso.example")
                .grantRbac(sandbox.app(), "Application Mail.Send", "Application SMTP.SendAsApp");
        settings.put("ferrypost.mailbox", "sales@contoso.example");
        settings.put("ferrypost.roads", road);

        assertThat(send("sales@contoso.example", "From: sales@contoso.example")).startsWith("250");

        assertThat(delivered().mailbox()).isEqualTo("sales@contoso.example");
    }

    @Test
    void U1_aUserSendsAsASharedMailboxBySmtp() throws Exception {
        Mailbox alice = sandbox.directory().addMailbox(ALICE).sendAs("sales@contoso.example");
        sandbox.directory().addSharedMailbox("sales@contoso.example").delegates(alice.owner());
        settings.put("ferrypost.sign-in", "password");
        settings.put("ferrypost.user", ALICE);
        settings.put("ferrypost.password", alice.owner().password());
        settings.put("ferrypost.mailbox", "sales@contoso.example");
        settings.put("ferrypost.roads", "smtp");

        assertThat(send("sales@contoso.example", "From: sales@contoso.example")).startsWith("250");

        assertThat(delivered().mailbox()).isEqualTo(ALICE);
        assertThat(delivered().envelopeFrom()).isEqualTo("sales@contoso.example");
    }

    @Test
    void aBounceOfATestSystemNamesTheRecipientsAndIsRedirectedToo() throws Exception {
        settings.put("ferrypost.redirect", "tester@contoso.example");
        settings.put("ferrypost.bridge.accept", "queue");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorMimeContentInvalidBase64String"));

        assertThat(send(Sandbox.MAILBOX, "From: " + Sandbox.MAILBOX)).startsWith("250");

        assertThat(delivered().recipients()).containsExactly("tester@contoso.example");
        assertThat(delivered().text())
                .contains(
                        "Final-Recipient: rfc822; ann@customer.example",
                        "Final-Recipient: rfc822; hidden@customer.example")
                .doesNotContain("rfc822; tester@contoso.example");
    }

    @Test
    void U5_aMessageQueuedForASendersMailboxIsSentByItAfterARestart() throws Exception {
        sandbox.directory().addMailbox(ALICE);
        settings.put("ferrypost.mailbox", "*");
        sandbox.faults().always(Target.GRAPH_SEND, Fault.status(503).retryAfter(2));

        assertThat(send(ALICE, "From: " + ALICE)).startsWith("250 2.0.0 Queued");
        bridge().close();
        assertThat(sandbox.delivered()).isEmpty();
        sandbox.faults().clear();
        bridge = Optional.empty();
        bridge();

        assertThat(delivered().mailbox()).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void aTestSystemsMailGoesToOneAddress(String road) throws Exception {
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.redirect", "tester@contoso.example");

        assertThat(send(Sandbox.MAILBOX, "From: " + Sandbox.MAILBOX, "Cc: Boss <boss@customer.example>"))
                .startsWith("250");

        assertThat(delivered().recipients()).containsExactly("tester@contoso.example");
        assertThat(field(delivered(), "To")).isEqualTo("<tester@contoso.example>");
        assertThat(field(delivered(), "Cc")).isEmpty();
        assertThat(field(delivered(), "X-Ferrypost-Original-To")).isEqualTo("ann@customer.example");
        assertThat(field(delivered(), "X-Ferrypost-Original-Cc")).isEqualTo("Boss <boss@customer.example>");
        assertThat(delivered().text()).doesNotContain("hidden@customer.example");
    }
}
