package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U5: each sender uses its own mailbox, through the bridge to both roads. */
class SenderMailboxesRunTest extends SendersRun {
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

    @Test
    void U5_aMessageQueuedForASendersMailboxIsSentByItAfterARestart() throws Exception {
        sandbox.directory().addMailbox(ALICE);
        settings.put("ferrypost.mailbox", "*");
        sandbox.faults().always(Target.GRAPH_SEND, Fault.status(503).retryAfter(2));

        assertThat(send(ALICE, "From: " + ALICE)).startsWith("250 2.0.0 Queued");
        stop();
        assertThat(sandbox.delivered()).isEmpty();
        sandbox.faults().clear();
        bridge();

        assertThat(delivered().mailbox()).isEqualTo(ALICE);
    }
}
