package io.github.ferrypost.smtp;

import static io.github.ferrypost.smtp.ScriptedServer.DROP;
import static io.github.ferrypost.smtp.ScriptedServer.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MAIL, RCPT, DATA and the final dot, against a server that says what the test wants. */
class DialogTest {
    private final FakeTokens tokens = FakeTokens.numbered();
    private ScriptedServer server;
    private SmtpRoad road;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits());
    }

    @AfterEach
    void stop() throws IOException {
        road.close();
        server.close();
    }

    private Outcome carry(String... recipients) {
        return carry(Fixture.mail(recipients));
    }

    private Outcome carry(Submission submission) {
        return road.carry(submission, Fixture.account(server));
    }

    private static Submission from(String sender, String... recipients) {
        return new Submission(
                Envelope.of(sender, List.of(recipients)),
                ByteSource.of(Fixture.MAIL.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void anAcceptedMessageCarriesTheServersTrace() {
        Outcome outcome = carry("a@x.example");

        assertThat(outcome.isAccepted()).isTrue();
        assertThat(outcome.road()).isEqualTo("smtp");
        assertThat(outcome.trace()).isEqualTo("OK <queued@scripted>");
        assertThat(server.said("MAIL"))
                .containsExactly("MAIL FROM:<noreply@contoso.example> SIZE=" + Fixture.MAIL.length());
        assertThat(new String(server.messages.get(0), StandardCharsets.US_ASCII))
                .isEqualTo(Fixture.MAIL);
    }

    @Test
    void aServerThatRefusesTheOnlyRecipientAndDataWithItKeepsItsLink() {
        server.on("RCPT", "550 5.1.1 no such user").on("DATA", "503 5.5.1 no recipients");

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(carry("b@x.example").isAccepted()).isTrue();

        assertThat(server.connections).hasValue(1);
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void aServerThatWaitsForAMessageToNobodyGetsNoneAndLosesItsLink() {
        server.on("RCPT", "550 5.1.1 no such user");

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(carry("b@x.example").isAccepted()).isTrue();

        assertThat(server.connections).hasValue(2);
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void dataGoesAheadForOneRecipientOnly() {
        server.on("RCPT", "550 5.1.1 no such user", "550 5.1.1 no such user");

        assertThat(carry("a@x.example", "b@x.example").first().verdict()).isEqualTo(Verdict.PERMANENT);

        assertThat(server.said("DATA")).isEmpty();
    }

    @Test
    void aBounceGoesOutAsTheMailboxSinceExchangeTakesNoNullSender() {
        carry(from("", "a@x.example"));

        assertThat(server.said("MAIL").get(0)).startsWith("MAIL FROM:<noreply@contoso.example> ");
    }

    @Test
    void aWishThatMakesTheLineTooLongIsLeftOutAndTheRecipientStays() {
        server.offers = List.of("DSN", "AUTH XOAUTH2");
        String name = "a@x.example";
        String fits = "rfc822;" + "x".repeat(510 - "RCPT TO:<a@x.example> NOTIFY=FAILURE ORCPT=rfc822;".length());
        for (String original : List.of(fits, fits + "x")) {
            carry(from("noreply@contoso.example", name)
                    .with(Dsn.of(Map.of("NOTIFY " + name, "FAILURE", "ORCPT " + name, original, "RET", "HDRS"))));
        }
        assertThat(server.said("RCPT"))
                .containsExactly(
                        "RCPT TO:<a@x.example> NOTIFY=FAILURE ORCPT=" + fits, "RCPT TO:<a@x.example> NOTIFY=FAILURE");
        assertThat(server.said("MAIL")).allSatisfy(mail -> assertThat(mail).endsWith(" RET=HDRS"));
    }

    @ParameterizedTest
    @CsvSource({"EHLO", "STARTTLS", "AUTH", "TOKEN", "MAIL", "RCPT", "DATA"})
    void aConnectionThatEndsBeforeTheFinalDotIsNoDoubt(String where) {
        server.on(where, DROP);

        Status status = carry("a@x.example").first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
    }

    @Test
    void aConnectionThatEndsAfterTheFinalDotIsDoubt() {
        server.on(".", DROP);

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aReceiptThatDoesNotComeInTimeIsDoubt() {
        server.on(".", HANG);
        try (SmtpRoad hasty =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withReceipt(Duration.ofMillis(200)))) {
            Outcome outcome = hasty.carry(Fixture.mail("a@x.example"), Fixture.account(server));

            assertThat(outcome.first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        }
    }

    @Test
    void aSlowReceiptWithinItsOwnTimeIsWaitedFor() {
        // the reply limit is shorter than the pause, the receipt's is longer
        try (SmtpRoad patient =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withReply(Duration.ofSeconds(1)))) {
            patient.signIn(Fixture.account(server));
            server.on(".", "PAUSE 1500 250 2.0.0 slow");

            assertThat(patient.carry(Fixture.mail("a@x.example"), Fixture.account(server))
                            .isAccepted())
                    .isTrue();
        }
    }

    @Test
    void garbageInPlaceOfTheReceiptIsDoubt() {
        server.on(".", "<html>proxy</html>");

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.IN_DOUBT);
    }

    @Test
    void a250InPlaceOfThe354IsNotTakenForAcceptance() {
        server.on("DATA", "250 2.0.0 OK");

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void partOfTheRecipientsRefusedLeavesTheOthersAccepted() {
        server.on("RCPT", "250 2.1.5 ok", "550 5.1.1 no such user", "452 4.5.3 Too many recipients", "250 2.1.5 ok");

        Outcome outcome = carry("a@x.example", "b@x.example", "c@x.example", "d@x.example");

        assertThat(outcome.byRecipient().keySet())
                .containsExactly("a@x.example", "b@x.example", "c@x.example", "d@x.example");
        assertThat(outcome.recipients(Verdict.ACCEPTED)).containsExactly("a@x.example", "d@x.example");
        assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly("b@x.example");
        assertThat(outcome.recipients(Verdict.TRANSIENT)).containsExactly("c@x.example");
        assertThat(outcome.byRecipient().get("b@x.example").reply().text()).isEqualTo("no such user");
    }

    @Test
    void forAllOrNoneOneRefusedRecipientKeepsTheMessageFromTheOthers() {
        server.on("RCPT", "250 2.1.5 ok", "550 5.1.1 no such user");

        Outcome outcome = carry(Fixture.mail("a@x.example", "b@x.example").allOrNone());

        assertThat(outcome.recipients(Verdict.TRANSIENT)).containsExactly("a@x.example");
        assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly("b@x.example");
        assertThat(server.said("DATA")).isEmpty();
        assertThat(carry("c@x.example").isAccepted()).isTrue();
    }

    @Test
    void forAllOrNoneOneImpossibleRecipientKeepsTheServerUntroubled() {
        Outcome outcome =
                carry(Fixture.mail("a@x.example", "b@x.example> SIZE=1").allOrNone());

        assertThat(outcome.recipients(Verdict.TRANSIENT)).containsExactly("a@x.example");
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void whenAllRecipientsAreRefusedNoDataIsSentAndTheLinkLivesOn() {
        server.on("RCPT", "550 5.1.1 no", "450 4.2.1 later");

        Outcome outcome = carry("a@x.example", "b@x.example");

        assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly("a@x.example");
        assertThat(outcome.recipients(Verdict.TRANSIENT)).containsExactly("b@x.example");
        assertThat(server.said("DATA")).isEmpty();
        assertThat(carry("c@x.example").isAccepted()).isTrue();
        assertThat(server.connections).hasValue(1);
        assertThat(server.said("RSET")).hasSize(1);
    }

    @Test
    void aRefusedMessageKeepsTheRefusalsOfItsRecipients() {
        server.on("RCPT", "550 5.1.1 no", "250 ok").on(".", "554 5.6.0 corrupt");

        Outcome outcome = carry("a@x.example", "b@x.example");

        assertThat(outcome.byRecipient().get("a@x.example").blame()).isEqualTo(FailureScope.RECIPIENT);
        assertThat(outcome.byRecipient().get("b@x.example").blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(carry("c@x.example").isAccepted()).isTrue();
        assertThat(server.connections).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.60 SMTP; Client does not have permissions to send as this sender, PERMANENT",
        "MAIL, 451 4.3.0 later, TRANSIENT",
        "DATA, 554 5.5.1 no, PERMANENT",
        "DATA, 451 4.3.0 later, TRANSIENT",
        ". , 554 5.6.0 no, PERMANENT",
        ". , 451 4.3.0 later, TRANSIENT",
        ". , 421 4.3.2 shutting down, TRANSIENT"
    })
    void aReplyDecidesAndTheNextMessageGoesOut(String where, String reply, Verdict verdict) {
        server.on(where, reply);

        assertThat(carry("a@x.example", "b@x.example").recipients(verdict)).hasSize(2);
        assertThat(carry("a@x.example").isAccepted()).isTrue();
    }

    @Test
    void C13_afterA421MidWayTheAcceptedGetItAtOnceAndTheRestIsAskedAgain() {
        server.on("RCPT", "250 ok", "550 5.1.1 no", "421 4.3.2 Service closing");

        Outcome outcome = carry("a@x.example", "b@x.example", "c@x.example", "d@x.example");

        assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly("b@x.example");
        assertThat(outcome.recipients(Verdict.ACCEPTED)).containsExactly("a@x.example", "c@x.example", "d@x.example");
        assertThat(server.messages).hasSize(2);
        assertThat(server.connections).hasValue(2);
        assertThat(server.said("RCPT").stream().skip(4))
                .containsExactly("RCPT TO:<a@x.example>", "RCPT TO:<c@x.example>", "RCPT TO:<d@x.example>");
    }

    @Test
    void C13_aServerThatHangsUpAfterTwentyRefusedRecipientsStillTakesTheGoodOnes() throws IOException {
        List<String> all = IntStream.range(0, 300)
                .mapToObj(i -> (i % 5 == 0 ? "bad" : "good") + i + "@x.example")
                .toList();
        server.refusesRecipients(name -> name.startsWith("bad"), 20);

        Outcome outcome = carry(all.toArray(String[]::new));

        assertThat(outcome.recipients(Verdict.ACCEPTED)).hasSize(240).allMatch(name -> name.startsWith("good"));
        assertThat(outcome.recipients(Verdict.PERMANENT)).hasSize(60).allMatch(name -> name.startsWith("bad"));
        assertThat(server.recipients).hasSize(240).doesNotHaveDuplicates();
    }

    @Test
    void C13_withoutProgressNothingIsRepeated() {
        server.on("RCPT", "250 ok", "421 4.3.2 Service closing", "421 4.3.2 Service closing");

        Outcome outcome = carry("a@x.example", "b@x.example", "c@x.example");

        assertThat(outcome.recipients(Verdict.TRANSIENT)).hasSize(3);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void C13_forAllOrNoneARefusalEndsItForAll() {
        server.on("RCPT", "250 ok", "550 5.1.1 no", "421 4.3.2 Service closing");

        Outcome outcome =
                carry(Fixture.mail("a@x.example", "b@x.example", "c@x.example").allOrNone());

        assertThat(outcome.recipients(Verdict.TRANSIENT)).containsExactly("a@x.example", "c@x.example");
        assertThat(server.messages).isEmpty();
    }

    @Test
    void theRateLimitOfTheMailboxIsNotRunIntoAgainOnAFreshLink() {
        carry("a@x.example");
        server.on("MAIL", "421 4.4.2 Message submission rate for this client has exceeded the configured limit");

        Status status = carry("a@x.example").first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(server.connections).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.example>\r\nRCPT TO:<evil@x.example",
                "a@x.example\nDATA",
                "a\r@x.example",
                "a\u0000@x.example",
                "a@x.example> SIZE=1",
                "<a@x.example>",
                ""
            })
    void addressesThatGiveOrdersAreRefusedBeforeAnyCommand(String address) {
        Outcome outcome = carry(address, "b@x.example");

        assertThat(outcome.recipients(Verdict.PERMANENT)).containsExactly(address);
        assertThat(outcome.byRecipient().get(address).reply().enhanced()).hasToString("5.1.3");
        assertThat(server.said("RCPT")).containsExactly("RCPT TO:<b@x.example>");
    }

    @Test
    void aSenderThatGivesOrdersIsRefusedBeforeAnyConnection() {
        Outcome outcome = carry(from("me@x.example>\r\nRSET", "b@x.example"));

        assertThat(outcome.first().reply().enhanced()).hasToString("5.1.7");
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void smtpUtf8IsAskedForWhereAnAddressNeedsIt() {
        carry("j\u00f6rg@x.example");
        carry("a@x.example");

        assertThat(server.said("MAIL").get(0)).endsWith(" SMTPUTF8");
        assertThat(server.said("MAIL").get(1)).doesNotContain("SMTPUTF8");
        assertThat(server.said("RCPT").get(0)).isEqualTo("RCPT TO:<j\u00f6rg@x.example>");
    }

    @Test
    void withoutSmtpUtf8OnlyTheAddressesThatNeedItAreRefused() {
        server.offers = List.of("AUTH XOAUTH2");

        Outcome outcome = carry("j\u00f6rg@x.example", "a@x.example");
        Outcome bySender = carry(from("j\u00f6rg@x.example", "a@x.example"));

        assertThat(outcome.byRecipient().get("j\u00f6rg@x.example").reply().code())
                .isEqualTo(553);
        assertThat(outcome.recipients(Verdict.ACCEPTED)).containsExactly("a@x.example");
        assertThat(bySender.first().reply().enhanced()).hasToString("5.6.7");
        assertThat(bySender.first().blame()).isEqualTo(FailureScope.MESSAGE);
    }

    @Test
    void eightBitMessagesAreDeclaredAndOthersAreNot() {
        carry(Fixture.submission("Subject: \u00e4\r\n\r\n".getBytes(StandardCharsets.UTF_8), "a@x.example"));
        carry("a@x.example");
        server.offers = List.of("AUTH XOAUTH2");

        assertThat(server.said("MAIL").get(0)).contains(" BODY=8BITMIME");
        assertThat(server.said("MAIL").get(1)).doesNotContain("BODY=");
    }

    @Test
    void aMessageAboveTheAnnouncedSizeIsRefusedWithoutATry() {
        server.offers = List.of("SIZE 10", "AUTH XOAUTH2");

        Status status = carry("a@x.example").first();

        assertThat(status.reply().code()).isEqualTo(552);
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(server.said("MAIL")).isEmpty();
    }

    @Test
    void hiddenRecipientsStayHidden() {
        String message =
                "From: a@x.example\r\nBcc: h@x.example,\r\n i@x.example\r\nTo: a@x.example\r\n\r\nBcc: text\r\n";

        carry(Fixture.submission(message.getBytes(StandardCharsets.US_ASCII), "a@x.example", "h@x.example"));

        assertThat(new String(server.messages.get(0), StandardCharsets.US_ASCII))
                .isEqualTo("From: a@x.example\r\nTo: a@x.example\r\n\r\nBcc: text\r\n");
        assertThat(server.said("RCPT")).containsExactly("RCPT TO:<a@x.example>", "RCPT TO:<h@x.example>");
    }

    @Test
    void anAddressThatTheEnvelopeHasTwiceIsNamedOnce() {
        assertThat(carry("a@x.example", "a@x.example").isAccepted()).isTrue();
        assertThat(server.said("RCPT")).hasSize(1);
    }

    @Test
    void hundredsOfRecipientsGoOutWithAndWithoutPipelining() {
        String[] many =
                IntStream.range(0, 430).mapToObj(i -> "r" + i + "@x.example").toArray(String[]::new);

        assertThat(carry(many).isAccepted()).isTrue();
        assertThat(server.said("RCPT")).hasSize(430);
        server.offers = List.of("AUTH XOAUTH2");
        try (SmtpRoad plain = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits())) {
            assertThat(plain.carry(Fixture.mail(many), Fixture.account(server)).isAccepted())
                    .isTrue();
        }
        assertThat(server.said("RCPT")).hasSize(860);
    }

    @Test
    void aMessageThatCannotBeReadToItsEndIsNotSentInPart() {
        ByteSource torn = new ByteSource() {
            private int opened;

            @Override
            public InputStream open() {
                // the first reading looks for 8-bit octets
                return ++opened == 1 ? InputStream.nullInputStream() : new TornStream();
            }

            @Override
            public long size() {
                return 100_000;
            }
        };

        Status status = carry(new Submission(Envelope.of(Fixture.SENDER, List.of("a@x.example")), torn))
                .first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(server.messages).isEmpty();
    }

    @Test
    void aServerThatStopsReadingEndsByTheWriteTimeOut() {
        server.on("DATA", "STOP 354 go ahead");
        try (SmtpRoad hasty =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withWrite(Duration.ofMillis(300)))) {
            Outcome outcome =
                    hasty.carry(Fixture.submission(new byte[40_000_000], "a@x.example"), Fixture.account(server));

            assertThat(outcome.first().verdict()).isEqualTo(Verdict.TRANSIENT);
        }
    }

    @Test
    void aRefusedSenderOnAUsedLinkDoesNotSwallowTheNextData() {
        assertThat(carry("a@x.example").isAccepted()).isTrue();
        server.on("MAIL", "550 5.7.60 no right")
                .on("RCPT", "503 5.5.1 no sender")
                .on("DATA", "503 5.5.1 no sender");
        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.PERMANENT);

        assertThat(carry("a@x.example").isAccepted()).isTrue();

        assertThat(server.connections).hasValue(1);
        assertThat(server.messages).hasSize(2);
    }

    /** Passes with a heap of 64 MB too ({@code -DargLine=-Xmx64m}). */
    @Test
    void aMessageOfAlmost150MegabytesIsNotHeldInMemory() {
        server.discards = true;
        // 33 octets of header and whole lines of 76
        long size = 33 + 76 * 1_960_000L;
        ByteSource large = new ByteSource() {
            @Override
            public InputStream open() {
                byte[] head = "From: noreply@contoso.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                return new InputStream() {
                    private long at;

                    @Override
                    public int read() {
                        return at == size ? -1 : next();
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int count) {
                        int n = (int) Math.min(count, size - at);
                        for (int i = 0; i < n; i++) {
                            bytes[offset + i] = next();
                        }
                        return n == 0 ? -1 : n;
                    }

                    private byte next() {
                        long now = at++;
                        long column = (now - head.length) % 76;
                        return now < head.length
                                ? head[(int) now]
                                : (byte) (column == 74 ? '\r' : column == 75 ? '\n' : 'x');
                    }
                };
            }

            @Override
            public long size() {
                return size;
            }
        };

        Outcome outcome = carry(new Submission(Envelope.of(Fixture.SENDER, List.of("a@x.example")), large));

        assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
        assertThat(server.received).hasValue(size);
    }

    private static final class TornStream extends InputStream {
        private int given;

        @Override
        public int read() throws IOException {
            if (given++ > 50_000) {
                throw new IOException("disk");
            }
            return given % 70 == 69 ? '\r' : given % 70 == 0 ? '\n' : 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
