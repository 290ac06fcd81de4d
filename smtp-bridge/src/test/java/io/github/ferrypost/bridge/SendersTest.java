package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wishes 1 and 15: whose mail goes as whom, through the bridge to both roads. */
class SendersTest extends SendersRun {
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
