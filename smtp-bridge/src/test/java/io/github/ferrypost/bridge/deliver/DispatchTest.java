package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client hears, what is stored, and what arrives: the three ways of accepting, against the sandbox. */
class DispatchTest {
    private static final String SENDER = Sandbox.MAILBOX;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final EssentialThreads THREADS = new EssentialThreads((name, cause) -> {
        throw new IllegalStateException(name + " failed", cause);
    });

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> settings = new HashMap<>(sandbox.settings());
    private final MutableClock clock = MutableClock.running();
    private final AtomicInteger released = new AtomicInteger();
    private Duration patience = SOON;
    private OptionalInt pace = OptionalInt.empty();
    private Roads roads;
    private Dispatch dispatch;
    private Account account;

    @AfterEach
    void stop() {
        close();
        sandbox.close();
    }

    @Test
    void whatMicrosoftTakesAtOnceIsNotStored() throws Exception {
        open("first-try");

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().code()).isEqualTo(250);
        assertThat(receipt.road()).isEqualTo("graph");
        assertThat(sandbox.delivered()).hasSize(1);
        assertThat(entries()).isEmpty();
        assertThat(released).hasValue(1);
    }

    @Test
    void whatIsRefusedForGoodTheClientHearsAtOnce() throws Exception {
        open("first-try");
        sandbox.faults().next(Target.GRAPH_ANY, Fault.status(400).code("ErrorInvalidRecipients"));

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().code()).isBetween(500, 599);
        assertThat(receipt.reply().text()).contains("ErrorInvalidRecipients");
        assertThat(entries()).isEmpty();
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void whatCannotGoNowIsStoredAndGoesLater() throws Exception {
        open("first-try");
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().code()).isEqualTo(250);
        assertThat(receipt.reply().text()).startsWith("Queued as ");
        assertThat(sandbox.delivered()).isEmpty();
        tryNow();
        assertThat(sandbox.delivered())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("a@example.org"));
    }

    @Test
    void directStoresNothing() throws Exception {
        open("direct");
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));

        assertThat(take("a@example.org").reply().code()).isBetween(400, 499);
        assertThat(dispatch.spool()).isEmpty();
        assertThat(take("a@example.org").reply().code()).isEqualTo(250);
    }

    @Test
    void queueStoresFirst() throws Exception {
        open("queue");
        sandbox.faults().next(Target.GRAPH_ANY, Fault.delay(Duration.ofMillis(300)));

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().text()).startsWith("Queued as ");
        sandbox.awaitDelivered(1, SOON);
        await().atMost(SOON).until(() -> entries().isEmpty());
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void aFirstTryThatTakesTooLongGoesOnAfterTheClientHasIts250() throws Exception {
        patience = Duration.ofMillis(200);
        open("first-try");
        sandbox.faults().next(Target.GRAPH_ANY, Fault.delay(Duration.ofMillis(1500)));

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().text()).startsWith("Queued while the first attempt continues");
        assertThat(released).as("its bytes are still read").hasValue(0);
        assertThat(entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(State.CLAIMED));
        await().atMost(SOON).until(() -> entries().isEmpty());
        assertThat(sandbox.delivered()).hasSize(1);
        await().atMost(SOON).until(() -> released.get() == 1);
    }

    @Test
    void aFirstTryThatTakesTooLongIsPutOffWhereItCannotBeStored() throws Exception {
        patience = Duration.ofMillis(200);
        open("first-try");
        take("a@example.org");
        await().atMost(SOON).until(() -> entries().isEmpty());
        released.set(0);
        sandbox.app().expireSecrets();
        sandbox.app().revokeTokens();
        sandbox.faults().next(Target.GRAPH_ANY, Fault.delay(Duration.ofMillis(700)));
        dispatch.spool().orElseThrow().close();

        AcceptResult receipt = take("b@example.org");

        assertThat(receipt.reply().code()).as("as one that ends in time").isEqualTo(452);
        assertThat(released).hasValue(1);
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void aTryThatIsNotWaitedForKeepsItsBytesToItsEnd() throws Exception {
        open("first-try");
        sandbox.faults().next(Target.GRAPH_ANY, Fault.delay(Duration.ofMillis(500)));
        dispatch.spool().orElseThrow().close();

        Thread.currentThread().interrupt();
        AcceptResult receipt = take("a@example.org");

        assertThat(Thread.interrupted()).as("is told on").isTrue();
        assertThat(receipt.reply().code()).isEqualTo(452);
        assertThat(released).hasValue(0);
        await().atMost(SOON).until(() -> released.get() == 1);
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void anAccountThatNeverDeliveredShowsItsFaultToWhoeverSetsItUp() throws Exception {
        open("first-try");
        sandbox.app().expireSecrets();

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().code()).isBetween(500, 599);
        assertThat(receipt.reply().explanation()).contains("AADSTS7000222");
        assertThat(entries()).isEmpty();
    }

    @Test
    void theFaultOfAnAccountThatHasDeliveredWaitsToBeMended() throws Exception {
        open("first-try");
        take("a@example.org");
        close();
        open("first-try");
        sandbox.app().expireSecrets();
        sandbox.app().revokeTokens();

        AcceptResult receipt = take("b@example.org");

        assertThat(receipt.reply().text()).as("remembered over a restart").startsWith("Queued as ");
        assertThat(entries().get(0).last().orElseThrow().reply().text()).contains("AADSTS7000222");
    }

    @Test
    void aDraftInDoubtIsAskedAfterAndNotSentAgain() throws Exception {
        open("first-try");
        sandbox.faults().next(Target.GRAPH_DRAFT_SEND, Fault.dropAfterAcceptance());

        AcceptResult receipt = take("a@example.org");

        assertThat(receipt.reply().code()).isEqualTo(250);
        if (!entries().isEmpty()) {
            tryNow();
        }
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void withoutTheRightToAskWhatIsInDoubtIsSentAgainWithTheSameMessageId() throws Exception {
        sandbox.app().roles("Mail.Send");
        open("first-try");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.dropAfterAcceptance());

        assertThat(take("a@example.org").reply().code()).isEqualTo(250);
        assertThat(entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.inDoubt()).isTrue());
        tryNow();

        assertThat(sandbox.delivered()).hasSize(2);
        assertThat(sandbox.delivered())
                .allSatisfy(mail -> assertThat(mail.text()).contains("Message-ID: <one@x>"));
    }

    @Test
    void thePolicyMayHoldWhatIsInDoubt() throws Exception {
        sandbox.app().roles("Mail.Send");
        settings.put("ferrypost.in-doubt", "hold");
        open("first-try");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.dropAfterAcceptance());

        take("a@example.org");

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(State.HELD);
            assertThat(entry.reason()).contains("Sent Items");
        });
        assertThat(sandbox.delivered()).hasSize(1);

        Spool spool = dispatch.spool().orElseThrow();
        assertThat(spool.release(entries().get(0).id())).contains(State.HELD);
        spool.retryNow(entries().get(0).id());
        sandbox.awaitDelivered(2, SOON);
    }

    @Test
    void thePolicyAlsoHoldsWhatACrashLeftInDoubt() throws Exception {
        sandbox.app().roles("Mail.Send");
        settings.put("ferrypost.in-doubt", "hold");
        open("first-try");
        Spool spool = dispatch.spool().orElseThrow();
        // as a process leaves it that dies while it tries
        spool.storeClaimed(
                NewEntry.of(
                        account.name(),
                        Envelope.of(SENDER, List.of("a@example.org")),
                        ByteSource.of("x: y\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII)),
                        clock.instant()),
                Duration.ofMinutes(1));
        close();

        open("first-try");

        await().atMost(SOON).until(() -> entries().get(0).state() == State.HELD);
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void ofARefusedRecipientAmongOthersTheSenderGetsAReport() throws Exception {
        settings.put("ferrypost.roads", "smtp");
        open("first-try");
        sandbox.faults().next(Target.SMTP_RCPT, Fault.reply("550 5.1.1 User unknown"));

        AcceptResult receipt = take("unknown@example.org", "known@example.org");

        assertThat(receipt.reply().code()).isEqualTo(250);
        List<Delivered> delivered = sandbox.awaitDelivered(2, SOON);
        assertThat(delivered.get(0).recipients()).containsExactly("known@example.org");
        Delivered report = delivered.get(1);
        assertThat(report.recipients()).containsExactly(SENDER);
        assertThat(report.text())
                .contains("multipart/report", "Final-Recipient", "unknown@example.org", "5.1.1", "Auto-Submitted")
                .doesNotContain("Final-Recipient: rfc822; known@example.org");
        await().atMost(SOON).until(() -> entries().isEmpty());
    }

    @Test
    void whenTheTimeIsUpTheSenderGetsAReport() throws Exception {
        open("first-try");
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));
        take("a@example.org");
        assertThat(entries()).hasSize(1);

        clock.advance(Duration.ofDays(2).plusMinutes(1));
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));

        List<Delivered> delivered = sandbox.awaitDelivered(1, SOON);
        assertThat(delivered.get(0).recipients()).containsExactly(SENDER);
        assertThat(delivered.get(0).text()).contains("5.4.7", "a@example.org");
        await().atMost(SOON).until(() -> entries().isEmpty());
    }

    @Test
    void aMessageWithoutASenderIsKeptAsDeadWhenItCannotBeDelivered() throws Exception {
        open("queue");
        sandbox.faults().always(Target.GRAPH_ANY, Fault.status(400).code("ErrorInvalidRecipients"));

        dispatch.delivery().take(arrival(Envelope.of("", List.of("a@example.org"))));

        await().atMost(SOON).until(() -> entries().stream().anyMatch(entry -> entry.state() == State.DEAD));
        assertThat(entries().get(0).reason()).contains("ErrorInvalidRecipients");
    }

    @Test
    void whatLiesInTheSpoolGoesAfterARestart() throws Exception {
        open("first-try");
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));
        take("a@example.org");
        close();

        open("first-try");
        tryNow();

        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void mailOfAnAccountThatIsNoMoreWaitsForIt() throws Exception {
        open("first-try");
        sandbox.faults().times(2, Target.GRAPH_ANY, Fault.status(503));
        take("a@example.org");
        close();
        settings.put("ferrypost.account.other.mailbox", SENDER);
        settings.remove("ferrypost.mailbox");
        open("first-try");

        Spool spool = dispatch.spool().orElseThrow();
        spool.retryNow(entries().get(0).id());

        await().atMost(SOON)
                .until(() -> entries().get(0).tries() == 3 && entries().get(0).state() == State.QUEUED);
        assertThat(entries().get(0).last().orElseThrow().reply().text()).contains("no account without a name");
    }

    @Test
    void theSmtpRoadIsPacedAndNothingIsRefused() throws Exception {
        settings.put("ferrypost.roads", "smtp");
        pace = OptionalInt.of(3);
        open("first-try");

        for (int i = 0; i < 5; i++) {
            assertThat(take("a@example.org").reply().code()).isEqualTo(250);
        }
        assertThat(sandbox.delivered()).hasSize(3);
        assertThat(entries()).hasSize(2);

        clock.advance(Duration.ofMinutes(2));
        sandbox.awaitDelivered(5, SOON);
    }

    private void open(String accept) throws Exception {
        Settings all = Settings.of(settings);
        Accounts accounts = Accounts.from(all);
        account = accounts.fallback().orElseThrow();
        roads = RoadFactory.open(Optional.empty());
        dispatch = accept.equals("direct")
                ? Dispatch.direct(roads, pace, DeliveryListener.NONE, clock)
                : Dispatch.storing(
                        new Dispatch.Storing(
                                folder,
                                "bridge.example",
                                accept.equals("queue") ? Duration.ZERO : patience,
                                Duration.ofDays(2),
                                pace),
                        accounts,
                        roads,
                        DeliveryListener.NONE,
                        THREADS,
                        clock,
                        clock::nanos);
    }

    private void close() {
        if (dispatch != null) {
            dispatch.stop(Duration.ofSeconds(5));
            dispatch.close();
            roads.close();
        }
    }

    private AcceptResult take(String... recipients) {
        return dispatch.delivery().take(arrival(Envelope.of(SENDER, List.of(recipients))));
    }

    private SubmittedMail arrival(Envelope envelope) {
        String message = "From: " + SENDER + "\r\nTo: " + String.join(", ", envelope.recipients())
                + "\r\nSubject: x\r\nMessage-ID: <one@x>\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n\r\nhello\r\n";
        ByteSource bytes = ByteSource.of(message.getBytes(StandardCharsets.US_ASCII));
        return new SubmittedMail(new Submission(envelope, bytes), account, "", "127.0.0.1", released::incrementAndGet);
    }

    private List<Entry> entries() throws SpoolException {
        return dispatch.spool().orElseThrow().list(Filter.ALL, Optional.empty(), 100);
    }

    /** What is stored is made due, and waited for until it is gone. */
    private void tryNow() throws SpoolException {
        for (Entry entry : entries()) {
            dispatch.spool().orElseThrow().retryNow(entry.id());
        }
        await().atMost(SOON).until(() -> entries().isEmpty());
    }
}
