package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.smtp.CertificateKind;
import io.github.ferrypost.sandbox.smtp.SmtpSwitches.SenderRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The road to servers that are not quite as Exchange, and to Exchange through networks that are in the way. */
class OtherServersTest {
    private Sandbox sandbox;
    private SmtpRoad road;
    private Account account;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        road = road(() -> sandbox.smtpToken(sandbox.app(), Duration.ofHours(1)));
        account = Fixture.account(sandbox);
    }

    private static SmtpRoad road(java.util.function.Supplier<String> token) {
        return new SmtpRoad(new FakeTokens(token), Clock.systemUTC(), Fixture.limits());
    }

    @AfterEach
    void stop() {
        road.close();
        sandbox.close();
    }

    private Outcome carry(String... recipients) {
        return road.carry(Fixture.mail(recipients), account);
    }

    private Account trusting(CertificateKind kind) {
        sandbox.smtpSwitches().certificate(kind);
        Endpoints endpoints = account.endpoints();
        return account.withEndpoints(endpoints.withTrust(sandbox.trustPem(kind)));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, expired on",
        "NOT_YET_VALID, is not valid before",
    })
    void C10_theDatesOfACertificateAreNamedWithTheClock(CertificateKind kind, String words) {
        Status status = road.carry(Fixture.mail("a@x.example"), trusting(kind)).first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().code()).isEqualTo(454);
        assertThat(status.reply().enhanced()).hasToString("4.7.5");
        assertThat(status.reply().text()).contains(words).contains("this machine's clock says");
    }

    @Test
    void C10_theNamesOfACertificateAreNamed() {
        Account named = trusting(CertificateKind.OTHER_NAME);
        // leads to loopback, and is no name for it by itself
        Account other = named.withEndpoints(
                named.endpoints().withSmtp("127.1", named.endpoints().smtpPort()));

        Status status = road.signIn(other);

        assertThat(status.reply().enhanced()).hasToString("4.7.5");
        assertThat(status.reply().text()).contains("is for other names: mail.other.example");
    }

    @Test
    void C10_theUnknownAuthorityIsNamed() {
        sandbox.smtpSwitches().certificate(CertificateKind.ISSUED);

        Status status = road.signIn(account.withEndpoints(account.endpoints().withTrust(null)));

        assertThat(status.reply().text())
                .contains("the authority CN=Sandbox Authority, which this Java does not trust");
        assertThat(status.reply().remedy().orElseThrow()).contains("ferrypost.endpoint.trust");
    }

    @Test
    void aCertificateOfAKnownAuthorityIsTrusted() {
        assertThat(road.signIn(trusting(CertificateKind.ISSUED)).isAccepted()).isTrue();
    }

    @Test
    void C10_aServerWithOldTlsOnlyIsSaidToBeOne() {
        sandbox.faults().next(Target.SMTP_TLS, Fault.tlsAlert(70));

        Status status = carry("a@x.example").first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().enhanced()).hasToString("4.7.4");
        assertThat(status.reply().text()).contains("offers neither TLS 1.2 nor 1.3");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 42, 48, 80, 86, 112})
    void SEC10_anyAlertIsTemporary(int alert) {
        sandbox.faults().next(Target.SMTP_TLS, Fault.tlsAlert(alert));

        Status status = carry("a@x.example").first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(status.reply().text()).contains("TLS with 127.0.0.1 failed");
        assertThat(carry("a@x.example").isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "AUTH"})
    void SEC10_whatPreventsASecureSignInIsTemporary(String keyword) {
        sandbox.smtpSwitches().withhold(keyword);

        Status status = carry("a@x.example").first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().code()).isEqualTo(454);
        assertThat(status.reply().enhanced()).hasToString("4.7.4");
        assertThat(status.reply().remedy().orElseThrow()).contains("firewall");
        sandbox.smtpSwitches().offerAll();
        assertThat(carry("a@x.example").isAccepted()).isTrue();
    }

    @Test
    void SEC10_aHandshakeThatIsCutIsTemporary() {
        sandbox.faults().next(Target.SMTP_TLS, Fault.dropBefore());

        assertThat(carry("a@x.example").first().verdict()).isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void C16_aServerThatAcceptsAndSaysNothingEndsByTheTimeOut() {
        sandbox.faults().next(Target.SMTP_CONNECT, Fault.stall());
        try (SmtpRoad hasty = new SmtpRoad(
                new FakeTokens(() -> sandbox.smtpToken(sandbox.app(), Duration.ofHours(1))),
                Clock.systemUTC(),
                Fixture.limits().withReply(Duration.ofMillis(300)))) {
            assertThat(hasty.signIn(account).verdict()).isEqualTo(Verdict.TRANSIENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "DSN", "SMTPUTF8", "8BITMIME", "PIPELINING", "CHUNKING", "ENHANCEDSTATUSCODES"})
    void C16_noParameterIsUsedThatTheServerDoesNotOffer(String keyword) {
        sandbox.smtpSwitches().withhold(keyword);
        byte[] eightBit = Fixture.MAIL.replace("Text", "T\u00e4xt").getBytes(StandardCharsets.UTF_8);
        Submission submission = Fixture.submission(eightBit, "a@x.example", "b@x.example")
                .with(Dsn.of(Map.of("NOTIFY a@x.example", "FAILURE", "RET", "HDRS")));

        Outcome outcome = road.carry(submission, account);

        assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
        assertThat(sandbox.delivered().get(0).raw()).as("C15").isEqualTo(eightBit);
    }

    @ParameterizedTest
    @EnumSource(SenderRefusal.class)
    void C16_aSenderThatIsRefusedLateIsTheMessagesFaultAndCostsNoConnection(SenderRefusal point) {
        sandbox.smtpSwitches().refuseSenderAt(point);
        byte[] mail = Fixture.MAIL.getBytes(StandardCharsets.US_ASCII);

        Outcome refused = road.carry(
                new Submission(
                        Envelope.of("boss@contoso.example", List.of("a@x.example", "b@x.example")),
                        ByteSource.of(mail)),
                account);

        assertThat(refused.recipients(Verdict.PERMANENT)).hasSize(2);
        assertThat(refused.first().blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(carry("a@x.example", "b@x.example").isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void C16_a421InTheMiddleOfTheRecipientsDelaysAll() {
        sandbox.faults().nth(3, Target.SMTP_RCPT, Fault.reply("421 4.3.2 Service closing"));

        Outcome outcome = carry("a@x.example", "b@x.example", "c@x.example", "d@x.example");

        assertThat(outcome.recipients(Verdict.TRANSIENT)).hasSize(4);
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void U1_aUserSendsAsASharedMailboxWithSendAs() {
        Mailbox alice = sandbox.directory().addMailbox("alice@contoso.example").sendAs(Sandbox.MAILBOX);
        sandbox.app().scopes("SMTP.Send");
        sandbox.mailbox().delegates(alice.owner());
        Account shared = Account.of(
                        "contoso.example",
                        "client",
                        Credential.password("alice@contoso.example", "secret"),
                        Sandbox.MAILBOX)
                .withEndpoints(account.endpoints());
        try (SmtpRoad users = road(() -> sandbox.smtpToken(sandbox.app(), alice.owner(), Duration.ofHours(1)))) {
            assertThat(users.signIn(shared).isAccepted()).isTrue();
            assertThat(users.carry(Fixture.mail("a@x.example"), shared).isAccepted())
                    .isTrue();

            assertThat(sandbox.delivered().get(0).mailbox()).isEqualTo("alice@contoso.example");
            assertThat(sandbox.delivered().get(0).envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
        }
    }

    @Test
    void D12_exchangesOwnWordsAndHostStayInTheReply() {
        String said = "451 4.7.500 Server busy. Please try again later from [127.0.0.1]. (S77719)"
                + " [AM0PR01MB1234.eurprd01.prod.exchangelabs.com]";
        sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.reply(said));

        Reply reply = carry("a@x.example").first().reply();

        assertThat(reply.text()).contains("[Exchange: " + said.substring("451 4.7.500 ".length()) + "]");
        assertThat(reply.serverReply()).hasValue(said);
        assertThat(reply.toString().split("4\\.7\\.500", -1)).hasSize(2);
    }
}
