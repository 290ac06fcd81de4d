package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.DraftPolicy;
import io.github.ferrypost.account.SendingOptions;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRoadTest {
    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private final GraphRoad road = cloud.road();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Outcome carry(Submission submission) {
        return road.carry(submission, cloud.account);
    }

    private Status fail(Fault fault) {
        sandbox.faults().next(Target.GRAPH_SEND, fault);
        return carry(Cloud365.mail()).first();
    }

    @Test
    void theMessageArrivesByteForByteAndTheOutcomeNamesMicrosoftsRequest() {
        String text = Cloud365.text("To: ann@x.test", "X-Odd: \u00ff") + "\u0000\u00fe.\r\n".repeat(20_000);
        Outcome outcome = carry(Cloud365.mail(List.of("ann@x.test"), text));
        assertThat(outcome.isAccepted()).isTrue();
        Delivered delivered = sandbox.delivered().get(0);
        assertThat(new String(delivered.raw(), StandardCharsets.ISO_8859_1)).isEqualTo(text);
        assertThat(delivered.road()).isEqualTo(Delivered.GRAPH_MIME);
        assertThat(outcome.trace()).isEqualTo(delivered.requestId());
        assertThat(outcome.road()).isEqualTo("graph");
        assertThat(sandbox.requests().log())
                .last()
                .satisfies(request -> assertThat(request.clientRequestId()).hasSize(36));
    }

    @Test
    void rcptToThatDiffersFromTheHeadersGoesToTheEnvelopeOnly() {
        carry(Cloud365.mail(
                List.of("test@x.test"), Cloud365.text("To: \"Customer, at@\" <customer@x.test>", "Cc: boss@x.test")));
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("test@x.test");
    }

    @Test
    void hiddenRecipientsGetItAndStayHidden() {
        carry(Cloud365.mail(List.of("ann@x.test", "bob@x.test"), Cloud365.text("To: ann@x.test")));
        assertThat(sandbox.delivered().get(0).recipients()).containsExactlyInAnyOrder("ann@x.test", "bob@x.test");
        assertThat(sandbox.delivered().get(0).text()).doesNotContain("bob@x.test");
    }

    @Test
    void undisclosedRecipientsAreNoError() {
        Outcome outcome = carry(Cloud365.mail(List.of("ann@x.test"), Cloud365.text("To: undisclosed-recipients:;")));
        assertThat(outcome.isAccepted()).isTrue();
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("ann@x.test");
    }

    @Test
    void aRecipientThatNoHeaderCanNameIsRefusedAndTheOthersGetIt() {
        Outcome outcome = carry(Cloud365.mail(List.of("ann@x.test", "postmaster"), Cloud365.text("To: ann@x.test")));
        assertThat(outcome.recipients(Verdict.ACCEPTED)).containsExactly("ann@x.test");
        assertThat(outcome.byRecipient().get("postmaster").blame()).isEqualTo(FailureScope.RECIPIENT);
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("ann@x.test");
    }

    @Test
    void withoutAnyRecipientThatAHeaderCanNameNothingIsAsked() {
        Outcome outcome = carry(Cloud365.mail(List.of("postmaster"), Cloud365.text("To: ann@x.test")));
        assertThat(outcome.first().reply().code()).isEqualTo(553);
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void aMailboxWithOddLettersIsFound() {
        sandbox.directory().addMailbox("o'neil+a#ext#@contoso.example");
        Account odd = Account.of(
                        cloud.account.tenant(),
                        cloud.account.client(),
                        cloud.account.credential(),
                        "o'neil+a#ext#@contoso.example")
                .withEndpoints(cloud.account.endpoints());
        Submission submission = Cloud365.mail(List.of("ann@x.test"), "From: " + odd.mailbox() + "\r\n\r\n");
        assertThat(road.carry(submission, odd).isAccepted()).isTrue();
    }

    @Test
    void aMessageOverTheLimitIsRefusedBeforeAnythingIsSent() {
        GraphRoad narrow = cloud.road(GraphOptions.standard().withMimeLimit(1000));
        Account account = cloud.account.withSending(SendingOptions.STANDARD.withDrafts(DraftPolicy.NEVER));
        Submission submission =
                Cloud365.mail(List.of("ann@x.test"), Cloud365.text("To: ann@x.test") + "x".repeat(1000));
        Status status = narrow.carry(submission, account).first();
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(status.reply().toString()).startsWith("552 5.3.4 ").contains("1000");
        assertThat(sandbox.requests().graphRequests()).isZero();
        assertThat(narrow.largest(account)).isEqualTo(1000);
    }

    @Test
    void rivalGetsOne401AndGivesUpWeAskForAFreshToken() {
        assertThat(carry(Cloud365.mail()).isAccepted()).isTrue();
        sandbox.app().revokeTokens();
        assertThat(carry(Cloud365.mail()).isAccepted()).isTrue();
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(2);
        assertThat(sandbox.deliveredCount()).isEqualTo(2);
    }

    @Test
    void aSecond401IsTheAccountsFault() {
        sandbox.faults().always(Target.GRAPH_SEND, Fault.status(401));
        Status status = carry(Cloud365.mail()).first();
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
        assertThat(status.reply().text()).startsWith("InvalidAuthenticationToken: ");
        assertThat(sandbox.requests().graphRequests()).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsTheOutcome() {
        sandbox.app().expireSecrets();
        Status status = carry(Cloud365.mail()).first();
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
        assertThat(status.reply().text()).contains("AADSTS7000222");
        assertThat(road.signIn(cloud.account).reply().text()).contains("AADSTS7000222");
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void signsInWithoutSending() {
        assertThat(road.signIn(cloud.account).isAccepted()).isTrue();
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void rivalIgnoresRetryAfterInSeconds() {
        Status status = fail(Fault.status(429).retryAfter(17));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.MAILBOX);
        assertThat(status.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(sandbox.requests().graphRequests()).isEqualTo(1);
    }

    @Test
    void rivalFailsOnRetryAfterAsADate() {
        Status status = fail(Fault.status(503).retryAfter(Instant.now().plusSeconds(100)));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(102));
    }

    @Test
    void rivalBounces429WithoutRetryAfter() {
        Status status = fail(Fault.status(429));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void anAnswerAfterWhichItMayHaveBeenSentIsInDoubt(int http) {
        assertThat(fail(Fault.status(http).afterAcceptance()).verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void rivalSendsAgainWhenTheAnswerIsLostWeAreInDoubt() {
        Status status = fail(Fault.dropAfterAcceptance());
        assertThat(status.verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
        assertThat(sandbox.requests().graphRequests()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateIsInDoubt() {
        sandbox.faults().next(Target.GRAPH_SEND, Fault.stall());
        GraphRoad hasty = cloud.road(GraphOptions.standard().withTimeout(Duration.ofMillis(300)));
        assertThat(hasty.carry(Cloud365.mail(), cloud.account).first().verdict())
                .isEqualTo(Verdict.IN_DOUBT);
    }

    @Test
    void aClosedPortIsNoDoubt() {
        assertThat(road.signIn(cloud.account).isAccepted()).isTrue();
        Account nowhere =
                cloud.account.withEndpoints(cloud.account.endpoints().withGraph(URI.create("http://127.0.0.1:1")));
        Status status = road.carry(Cloud365.mail(), nowhere).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(status.reply().code()).isEqualTo(451);
    }

    @Test
    void theStatus200IsNoSuccessAndWithALargeMessageMeansThatItIsTooLarge() {
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(200));
        String large = Cloud365.text("To: ann@x.test") + "0123456789abcdef0123456789abcdef\r\n".repeat(1 << 15);
        Status status = carry(Cloud365.mail(List.of("ann@x.test"), large)).first();
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().toString()).startsWith("552 5.3.4 HTTP 200: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void anotherSuccessThan202LeavesASmallMessageInDoubt(int http) {
        Status status = fail(Fault.status(http));
        assertThat(status.verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(status.reply().toString())
                .startsWith("451 4.4.2 HTTP " + http + ": ")
                .doesNotContain("limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 503})
    void aPageOfAProxyIsTransientAndToldAsOne(int http) {
        Status status = fail(Fault.html(http));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().detail().orElseThrow()).doesNotContain("<");
    }

    @Test
    void noiseIsTransient() {
        assertThat(fail(Fault.garbage()).verdict()).isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void graphsOwnWordsAndTheRequestIdAreTheDetail() {
        Status status = fail(Fault.status(403).code("ErrorSendAsDenied"));
        assertThat(status.reply().text()).startsWith("ErrorSendAsDenied: ");
        assertThat(status.reply().detail().orElseThrow())
                .contains(
                        "HTTP 403",
                        "Ordered by a test",
                        sandbox.requests().log().get(1).requestId());
        assertThat(status.reply().remedy()).isPresent();
    }

    @Test
    void sendAsDeniedForARealReason() {
        Status status = carry(Cloud365.mail(List.of("ann@x.test"), "From: boss@contoso.example\r\n\r\n"))
                .first();
        assertThat(status.reply().toString()).startsWith("550 5.7.60 ErrorSendAsDenied: ");
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
    }

    @Test
    void withoutConsentTheAccountIsAtFault() {
        sandbox.app().consent(false);
        Status status = carry(Cloud365.mail()).first();
        assertThat(status.reply().toString()).startsWith("550 5.7.1 ErrorAccessDenied: ");
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
    }
}
