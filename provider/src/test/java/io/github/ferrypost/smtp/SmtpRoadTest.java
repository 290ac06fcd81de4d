package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The road to the sandbox, which is as strict as Exchange. */
class SmtpRoadTest {
    private Sandbox sandbox;
    private FakeTokens tokens;
    private SmtpRoad road;
    private Account account;

    @BeforeEach
    void start() {
        open(Sandbox.start());
    }

    private void open(Sandbox fresh) {
        sandbox = fresh;
        tokens = new FakeTokens(() -> sandbox.smtpToken(sandbox.app(), Duration.ofHours(1)));
        road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits());
        account = Fixture.account(sandbox);
    }

    @AfterEach
    void stop() {
        road.close();
        sandbox.close();
    }

    private Outcome carry(String... recipients) {
        return road.carry(Fixture.mail(recipients), account);
    }

    private Outcome carry(byte[] message) {
        return road.carry(Fixture.submission(message, "a@x.example"), account);
    }

    @Test
    void theEnvelopeDecidesWhoGetsItWhateverTheHeaderSays() {
        Outcome outcome = carry("hidden@x.example", "b@x.example");

        assertThat(outcome.isAccepted()).isTrue();
        assertThat(outcome.trace()).startsWith("OK <").contains("Hostname=");
        assertThat(sandbox.delivered()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("hidden@x.example", "b@x.example");
            assertThat(mail.envelopeFrom()).isEqualTo(Fixture.SENDER);
            assertThat(mail.text()).isEqualTo(Fixture.MAIL);
        });
    }

    @Test
    void severalMessagesOnOneConnectionAreEachDeliveredOnce() {
        for (int i = 0; i < 300; i++) {
            assertThat(carry("r" + i + "@x.example").isAccepted()).isTrue();
        }
        assertThat(sandbox.deliveredCount()).isEqualTo(300);
        assertThat(sandbox.requests().smtpConnections()).isEqualTo(1);
    }

    @Test
    void everyOctetArrives() {
        Random random = new Random(42);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(
                "From: noreply@contoso.example\r\nX-Odd: \u00e4\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        String[] starts = {".", "..", ".\r\n", "...x", "", "From ", "\t", "\u0000"};
        while (message.size() < 5_000_000) {
            message.writeBytes(starts[random.nextInt(starts.length)].getBytes(StandardCharsets.ISO_8859_1));
            byte[] line = new byte[random.nextInt(900)];
            random.nextBytes(line);
            for (int i = 0; i < line.length; i++) {
                if (line[i] == '\r' || line[i] == '\n') {
                    line[i] = '.';
                }
            }
            message.writeBytes(line);
            message.writeBytes(new byte[] {'\r', '\n'});
        }
        message.writeBytes(".\r\n..\r\n.end\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(carry(message.toByteArray()).isAccepted()).isTrue();

        assertThat(Arrays.equals(sandbox.delivered().get(0).submitted(), message.toByteArray()))
                .isTrue();
    }

    @Test
    void bareLineEndsBecomeLineEndsAndSmuggleNothing() {
        String head = "From: noreply@contoso.example\r\n\r\n";
        String body = "one\ntwo\rthree\n.\nfour\r.\rMAIL FROM:<evil@x.example>\n.\r\nfive";

        assertThat(carry((head + body).getBytes(StandardCharsets.US_ASCII)).isAccepted())
                .isTrue();

        assertThat(sandbox.delivered()).hasSize(1);
        assertThat(new String(sandbox.delivered().get(0).submitted(), StandardCharsets.US_ASCII))
                .isEqualTo(
                        head + "one\r\ntwo\r\nthree\r\n.\r\nfour\r\n.\r\nMAIL FROM:<evil@x.example>\r\n.\r\nfive\r\n");
    }

    @Test
    void addressesBeyondAsciiArrive() {
        assertThat(carry("j\u00f6rg@b\u00fccher.example").isAccepted()).isTrue();
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("j\u00f6rg@b\u00fccher.example");
    }

    @Test
    void aDeadTokenIsNotGivenAgainForTheWholeSession() {
        carry("a@x.example");
        road.close();
        road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits());
        sandbox.app().revokeTokens();

        for (int i = 0; i < 20; i++) {
            assertThat(carry("a@x.example").isAccepted()).isTrue();
        }
        assertThat(tokens.rejected).hasValue(1);
    }

    @Test
    void anErrorChallengeInTheStyleOfGmailIsUnderstood() {
        stop();
        open(Sandbox.builder().authChallenge(true).start());
        sandbox.app().revokeTokens();
        tokens.get(account, io.github.ferrypost.token.TokenResource.SMTP);
        sandbox.app().revokeTokens();

        assertThat(carry("a@x.example").isAccepted()).isTrue();
        assertThat(tokens.rejected).hasValue(1);
    }

    @Test
    void theSwitchesOfTenantAndMailboxAreToldApart() {
        sandbox.directory().smtpAuthDisabled(true);
        assertThat(road.signIn(account).blame()).isEqualTo(FailureScope.ACCOUNT);
        sandbox.mailbox().smtpAuthDisabled(true);
        assertThat(road.signIn(account).blame()).isEqualTo(FailureScope.MAILBOX);
        sandbox.mailbox().smtpAuthDisabled(false);
        assertThat(road.signIn(account).isAccepted()).isTrue();
    }

    @Test
    void sendingAsSomebodyElseIsTheMessagesFault() {
        byte[] foreign = Fixture.MAIL.replace("noreply@", "boss@").getBytes(StandardCharsets.US_ASCII);

        Outcome byHeader = carry(foreign);
        Outcome byEnvelope = road.carry(
                new Submission(Envelope.of("boss@contoso.example", List.of("a@x.example")), ByteSource.of(foreign)),
                account);

        assertThat(byHeader.first().reply().serverReply().orElseThrow()).startsWith("554 5.2.252 SendAsDenied");
        assertThat(byEnvelope.first().reply().serverReply().orElseThrow()).startsWith("550 5.7.60 SMTP;");
        assertThat(byHeader.first().blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(byEnvelope.first().verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void anAnswerCutAfterAcceptanceIsDoubtAndIsNotSentAgain() {
        sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.dropAfterAcceptance());

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void aConnectionCutInTheMiddleOfTheMessageIsNoDoubt() {
        byte[] large = Arrays.copyOf(Fixture.MAIL.getBytes(StandardCharsets.US_ASCII), 20_000_000);
        Arrays.fill(large, Fixture.MAIL.length(), large.length, (byte) '\n');
        sandbox.faults().next(Target.SMTP_DATA, Fault.dropDuring());

        assertThat(carry(large).first().verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void tooManyRecipientsLeaveTheRestForLater() {
        String[] many = new String[503];
        Arrays.setAll(many, i -> "r" + i + "@x.example");

        Outcome outcome = carry(many);

        assertThat(outcome.recipients(Verdict.ACCEPTED)).hasSize(500);
        assertThat(outcome.recipients(Verdict.TRANSIENT))
                .containsExactly("r500@x.example", "r501@x.example", "r502@x.example");
        assertThat(sandbox.delivered().get(0).recipients()).hasSize(500);
    }
}
