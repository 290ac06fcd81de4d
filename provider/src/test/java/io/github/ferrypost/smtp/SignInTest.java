package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Connection, STARTTLS and AUTH XOAUTH2, against a server that says what the test wants. */
class SignInTest {
    private ScriptedServer server;
    private FakeTokens tokens = FakeTokens.numbered();
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

    private void withTokens(FakeTokens other) {
        road.close();
        tokens = other;
        road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits());
    }

    private Status signIn() {
        return road.signIn(Fixture.account(server));
    }

    private static String credentials(String token) {
        String plain = "user=" + Fixture.SENDER + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTokenGoesInALineOfItsOwnAfterThe334() {
        assertThat(signIn().verdict()).isEqualTo(Verdict.ACCEPTED);

        assertThat(server.commands.stream().map(command -> command.split(" ", -1)[0]))
                .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH", "TOKEN");
        assertThat(server.said("AUTH")).containsExactly("AUTH XOAUTH2");
        assertThat(server.said("TOKEN")).containsExactly("TOKEN " + credentials("token-1"));
    }

    @Test
    void aTokenOfThreeKilobytesIsNoProblem() {
        String longToken = "t".repeat(3000);
        withTokens(new FakeTokens(() -> longToken));

        assertThat(signIn().isAccepted()).isTrue();

        assertThat(server.said("TOKEN")).containsExactly("TOKEN " + credentials(longToken));
    }

    @Test
    void aServerThatWantsTheTokenAtOnceGetsIt() {
        server.on("AUTH", "501 5.5.4 initial response required", "235 2.7.0 fine");

        assertThat(signIn().isAccepted()).isTrue();

        assertThat(server.said("AUTH")).containsExactly("AUTH XOAUTH2", "AUTH XOAUTH2 " + credentials("token-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 4.5.0 Temporary problem", "504 5.5.4 initial response required"})
    void C14_aServerThatStumblesOverTheTwoStepFormGetsTheOtherOne(String reply) {
        server.on("AUTH", reply, "235 2.7.0 fine");

        assertThat(signIn().isAccepted()).isTrue();

        assertThat(server.said("AUTH")).containsExactly("AUTH XOAUTH2", "AUTH XOAUTH2 " + credentials("token-1"));
    }

    @Test
    void C14_aServerThatIsOutOfOrderAnswersBothFormsSoAndIsTemporary() {
        server.on("AUTH", "451 4.3.0 out of order", "451 4.3.0 out of order");

        Status status = signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(server.said("AUTH")).hasSize(2);
    }

    @Test
    void U1_aUsersTokenGoesWithTheUsersNameAndTheMailboxStandsInMailFrom() {
        Account shared = Account.of(
                        "contoso.example",
                        "client",
                        Credential.password("alice@contoso.example", "secret"),
                        "sales@contoso.example")
                .withEndpoints(Fixture.account(server).endpoints());

        Outcome outcome = road.carry(
                new Submission(
                        Envelope.of("sales@contoso.example", List.of("a@x.example")),
                        ByteSource.of(Fixture.MAIL.getBytes(StandardCharsets.US_ASCII))),
                shared);

        assertThat(outcome.isAccepted()).isTrue();
        String plain = "user=alice@contoso.example\u0001auth=Bearer token-1\u0001\u0001";
        assertThat(server.said("TOKEN"))
                .containsExactly("TOKEN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        assertThat(server.said("MAIL").get(0)).startsWith("MAIL FROM:<sales@contoso.example>");
    }

    private Account shared() {
        return Account.of(
                        "contoso.example",
                        "client",
                        Credential.password("alice@contoso.example", "secret"),
                        "sales@contoso.example")
                .withEndpoints(Fixture.account(server).endpoints());
    }

    /** The names that signed in, in order. */
    private List<String> names() {
        return server.said("TOKEN").stream()
                .map(line -> new String(Base64.getDecoder().decode(line.substring(6)), StandardCharsets.UTF_8))
                .map(plain -> plain.substring(5, plain.indexOf('@')))
                .toList();
    }

    @Test
    void U1_afterARefusalTheOtherNameIsTriedOnceAndRemembered() {
        server.on("TOKEN", "535 5.7.3 Authentication unsuccessful", "235 2.7.0 fine");
        server.on(".", "421 4.3.2 closing", "421 4.3.2 closing");

        road.carry(Fixture.mail("a@x.example"), shared());
        road.carry(Fixture.mail("a@x.example"), shared());

        assertThat(names()).containsExactly("alice", "sales", "sales");
        assertThat(tokens.rejected).hasValue(0);
    }

    @Test
    void U1_whereNeitherNameWorksTheOtherIsNotTriedWithEachMessage() {
        String no = "535 5.7.3 Authentication unsuccessful";
        server.on("TOKEN", no, no, no, no, no, no);

        Status first = road.signIn(shared());
        Status second = road.signIn(shared());

        assertThat(first.reply().enhanced()).hasToString("5.7.3");
        assertThat(second.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(names()).containsExactly("alice", "sales", "alice", "sales", "alice");
    }

    @Test
    void U1_aNameThatNoLongerWorksIsForgotten() {
        String no = "535 5.7.3 Authentication unsuccessful";
        server.on("TOKEN", no, "235 2.7.0 fine", no, "235 2.7.0 fine");
        server.on(".", "421 4.3.2 closing", "421 4.3.2 closing");

        road.carry(Fixture.mail("a@x.example"), shared());
        Outcome again = road.carry(Fixture.mail("a@x.example"), shared());

        assertThat(names()).containsExactly("alice", "sales", "sales", "alice");
        assertThat(again.first().reply().code()).isNotEqualTo(535);
    }

    @Test
    void U1_anAppHasNoOtherName() {
        server.on("TOKEN", "535 5.7.3 Authentication unsuccessful", "535 5.7.3 Authentication unsuccessful");

        signIn();

        assertThat(names()).containsExactly("noreply", "noreply");
    }

    @Test
    void U1_aSignInForAnotherMailboxIsNoSuccessUntilTheServerTakesItAsSender() {
        Account shared = Account.of(
                        "contoso.example",
                        "client",
                        Credential.delegated(SignIn.DEVICE_CODE, "alice@contoso.example", Path.of("tokens"), ""),
                        "sales@contoso.example")
                .withEndpoints(Fixture.account(server).endpoints());
        server.on("MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender");

        Status refused = road.signIn(shared);
        road.close();
        road = new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits());
        Status signedIn = road.signIn(shared);

        assertThat(refused.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(refused.reply().enhanced()).hasToString("5.7.60");
        assertThat(signedIn.isAccepted()).isTrue();
        assertThat(signedIn.reply().text()).contains("alice@contoso.example");
        assertThat(server.messages).isEmpty();
    }

    @Test
    void U2_theRemedyOf535IsAUsersWhereAUserSignsIn() {
        server.on("TOKEN", "535 5.7.3 Authentication unsuccessful", "535 5.7.3 Authentication unsuccessful");
        Account user = Account.of(
                        "contoso.example", "client", Credential.password(Fixture.SENDER, "secret"), Fixture.SENDER)
                .withEndpoints(Fixture.account(server).endpoints());

        Status status = road.signIn(user);

        assertThat(status.reply().remedy().orElseThrow()).contains("SMTP.Send").doesNotContain("New-ServicePrincipal");
    }

    @Test
    void anExpiredTokenIsReplacedAndIsNoFaultOfTheAccount() {
        server.on("TOKEN", "535 5.7.143 Token has expired", "535 5.7.142 Token will expire soon");

        Status status = signIn();

        assertThat(tokens.rejected).hasValue(1);
        assertThat(server.said("TOKEN")).hasSize(2);
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
    }

    @Test
    void anErrorChallengeIsAnsweredWithAnEmptyLine() {
        String error =
                "334 " + Base64.getEncoder().encodeToString("{\"status\":\"401\"}".getBytes(StandardCharsets.UTF_8));
        server.on("TOKEN", error, "535 5.7.3 Authentication unsuccessful");

        assertThat(signIn().isAccepted()).isTrue();

        assertThat(server.said("TOKEN"))
                .containsExactly("TOKEN " + credentials("token-1"), "TOKEN ", "TOKEN " + credentials("token-2"));
    }

    @Test
    void aTokenThatIsDeadThoughNotExpiredIsThrownAwayOnce() {
        server.on("TOKEN", "535 5.7.3 Authentication unsuccessful");

        assertThat(signIn().isAccepted()).isTrue();
        assertThat(tokens.rejected).hasValue(1);
        assertThat(server.said("TOKEN"))
                .containsExactly("TOKEN " + credentials("token-1"), "TOKEN " + credentials("token-2"));
    }

    @Test
    void aMailboxThatRefusesFreshTokensTooIsTheAccountsFaultAndEntraIsLeftInPeace() {
        String refusal = "535 5.7.3 Authentication unsuccessful [AM0PR01]";
        server.on("TOKEN", refusal, refusal, refusal, refusal);

        Status status = signIn();
        signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
        assertThat(status.reply().code()).isEqualTo(535);
        assertThat(status.reply().text()).contains("[Exchange: Authentication unsuccessful [AM0PR01]]");
        assertThat(status.reply().remedy().orElseThrow()).contains("New-ServicePrincipal");
        assertThat(tokens.rejected).hasValue(1);
        assertThat(server.said("TOKEN")).hasSize(3);
    }

    @Test
    void aSwitchedOffMailboxCostsNoFreshToken() {
        server.on(
                "TOKEN",
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.");

        Status status = signIn();

        assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(tokens.rejected).hasValue(0);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void whyThereIsNoTokenIsHandedOn() {
        Status refused = Status.never(FailureScope.ACCOUNT, Reply.of(535, "5.7.8", "AADSTS7000222: expired"));
        TokenSource none = new TokenSource() {
            @Override
            public TokenResult get(Account account, TokenResource resource) {
                return TokenResult.refused(refused);
            }

            @Override
            public void reject(Account account, TokenResource resource, Token token) {
                throw new AssertionError("there is none");
            }

            @Override
            public void forget(Account account) {}

            @Override
            public void prepare(Account account, List<URI> then) {}
        };
        try (SmtpRoad tokenless = new SmtpRoad(none, Clock.systemUTC(), Fixture.limits())) {
            assertThat(tokenless.signIn(Fixture.account(server))).isEqualTo(refused);
        }
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void SEC10_withoutStartTlsNoTokenLeavesAndTheMailWaits() {
        server.offersInClear = List.of("SIZE 1000", "AUTH XOAUTH2");

        Status status = signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().text()).contains("does not offer STARTTLS");
        assertThat(server.said("AUTH")).isEmpty();
    }

    @Test
    void aRefusedStartTlsIsTransient() {
        server.on("STARTTLS", "454 4.7.0 TLS not available");

        Status status = signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().detail().orElseThrow()).contains("TLS not available");
        assertThat(server.said("AUTH")).isEmpty();
    }

    @Test
    void SEC10_withoutAuthNothingIsSentUnauthenticatedAndTheMailWaits() {
        server.offers = List.of("SIZE 1000");

        Status status =
                road.carry(Fixture.mail("a@x.example"), Fixture.account(server)).first();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().text()).contains("does not offer AUTH XOAUTH2");
        assertThat(server.said("MAIL")).isEmpty();
    }

    @Test
    void withOtherMechanismsOnlyTheTokenStaysHere() {
        server.offers = List.of("AUTH LOGIN PLAIN");

        assertThat(signIn().reply().text()).contains("does not offer AUTH XOAUTH2");
        assertThat(server.said("AUTH")).isEmpty();
    }

    @Test
    void SEC10_anUntrustedCertificateIsNamedInClearWordsAndTheMailWaits() {
        Account account = Fixture.account(server);
        Account trusting = account.withEndpoints(account.endpoints().withTrust(null));

        Status status = road.signIn(trusting);

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(status.reply().enhanced()).hasToString("4.7.5");
        assertThat(status.reply().text()).contains("certificate of 127.0.0.1 is not trusted");
        assertThat(status.reply().remedy().orElseThrow()).contains("ferrypost.endpoint.trust");
        assertThat(server.said("AUTH")).isEmpty();
    }

    @Test
    void aNameThatIsNotPlainlyLoopbackMustStandInTheCertificate() {
        Account account = Fixture.account(server);

        // leads to loopback, as any name in DNS may
        Status status = road.signIn(account.withEndpoints(account.endpoints().withSmtp("127.1", server.port())));

        assertThat(status.reply().enhanced()).hasToString("4.7.5");
        assertThat(server.said("STARTTLS")).hasSize(1);
        assertThat(server.said("AUTH")).isEmpty();
    }

    @Test
    void aTrustFileThatIsNoneIsNamed(@TempDir Path directory) throws IOException {
        Path pem = Files.writeString(directory.resolve("own.pem"), "nothing");
        Account account = Fixture.account(server);

        Status status = road.signIn(account.withEndpoints(account.endpoints().withTrust(pem)));

        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().text()).contains("own.pem");
    }

    @Test
    void aClosedPortIsTransientAndNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Account account = Fixture.account(server);

        Status status = road.signIn(account.withEndpoints(account.endpoints().withSmtp("127.0.0.1", port)));

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().enhanced()).hasToString("4.4.1");
        assertThat(status.reply().text()).contains("127.0.0.1:" + port);
    }

    @Test
    void anUnknownHostIsTransientAndNamed() {
        Account account = Fixture.account(server);

        Status status = road.signIn(account.withEndpoints(account.endpoints().withSmtp("smtp.invalid", 587)));

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().enhanced()).hasToString("4.4.3");
        assertThat(status.reply().text()).contains("smtp.invalid");
    }

    @Test
    void aGreetingThatRefusesIsHandedOn() {
        server.on("", "421 4.3.2 Service not active");

        Status status = signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().text()).isEqualTo("Service not active [reply 421]");
    }

    @Test
    void aRefusedEhloIsHandedOnAndNotFollowedByHelo() {
        server.on("EHLO", "421 4.7.66 TLS 1.0 and 1.1 are not supported");

        assertThat(signIn().reply().text()).contains("[Exchange: 421 TLS 1.0 and 1.1 are not supported]");
        assertThat(server.said("HELO")).isEmpty();
    }

    @Test
    void aServerThatSaysNothingEndsByTheTimeOut() {
        server.on("", ScriptedServer.HANG);
        try (SmtpRoad hasty =
                new SmtpRoad(tokens, Clock.systemUTC(), Fixture.limits().withReply(Duration.ofMillis(200)))) {
            assertThat(hasty.signIn(Fixture.account(server)).verdict()).isEqualTo(Verdict.TRANSIENT);
        }
    }

    @Test
    void aConnectionThatEndsDuringTheSignInIsTransient() {
        server.on("TOKEN", ScriptedServer.DROP);

        Status status = signIn();

        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(tokens.rejected).hasValue(0);
    }

    @Test
    void aWarmLinkIsAskedAndNotOpenedAgain() {
        signIn();
        signIn();

        assertThat(server.connections).hasValue(1);
        assertThat(server.said("NOOP")).hasSize(1);
    }

    @Test
    void theSizeThatTheServerAnnouncesIsKnownAfterwards() {
        server.offers = List.of("SIZE 4711", "AUTH XOAUTH2");
        assertThat(road.largest(Fixture.account(server))).isEqualTo(157_286_400);

        signIn();

        assertThat(road.largest(Fixture.account(server))).isEqualTo(4711);
    }

    @Test
    void noTokenStandsInTracesOrRepliesEvenIfTheServerRepeatsIt() {
        String secret = "SECRET" + "x".repeat(2000);
        withTokens(new FakeTokens(() -> secret));
        server.on("TOKEN", "500 5.3.3 Unrecognized command '" + credentials(secret) + "'");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.smtp");
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
        appender.start();
        Status status;
        try {
            status = signIn();
            signIn();
            road.carry(Fixture.mail("a@x.example"), Fixture.account(server));
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        List<String> trace =
                appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        String base64 = credentials(secret).substring(60, 120);

        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(trace).anyMatch(line -> line.contains("MAIL FROM"));
        assertThat(trace).noneMatch(line -> line.contains("SECRET") || line.contains(base64));
        assertThat(status.toString() + status.reply().detail())
                .doesNotContain("SECRET")
                .doesNotContain(base64);
    }
}
