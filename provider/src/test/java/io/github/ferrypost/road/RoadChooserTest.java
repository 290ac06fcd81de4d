package io.github.ferrypost.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.EnvelopePolicy;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoadChooserTest {
    private static final Account ACCOUNT = Account.of("t", "c", Credential.secret("s"), "a@contoso.example")
            .withRoads(List.of(RoadName.GRAPH, RoadName.SMTP));
    private static final Submission SUBMISSION = new Submission(
            Envelope.of("a@contoso.example", List.of("x@example.org", "y@example.org")), ByteSource.of(new byte[0]));
    private static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "OK"));
    private static final Status TOO_LARGE = Status.never(FailureScope.MESSAGE, Reply.of(552, "5.3.4", "too large"));

    private final List<RoadName> tried = new ArrayList<>();
    private FixedRoad graph;
    private FixedRoad smtp;

    @Test
    void theFirstRoadThatAcceptsIsTheLast() {
        assertThat(carry(ACCEPTED, ACCEPTED).isAccepted()).isTrue();
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void whatIsTooLargeForOneRoadGoesByTheNext() {
        assertThat(carry(TOO_LARGE, ACCEPTED).isAccepted()).isTrue();
        assertThat(tried).containsExactly(RoadName.GRAPH, RoadName.SMTP);
    }

    @Test
    void aRoadThatIsClosedToTheAccountOrDownIsLeftForTheNext() {
        assertThat(carry(never(FailureScope.ACCOUNT), ACCEPTED).isAccepted()).isTrue();
        assertThat(carry(never(FailureScope.MAILBOX), ACCEPTED).isAccepted()).isTrue();
        assertThat(carry(later(FailureScope.SESSION), ACCEPTED).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureScope.class,
            names = {"MESSAGE", "RECIPIENT"})
    void whatIsWrongOnEveryRoadIsToldAtOnce(FailureScope blame) {
        assertThat(carry(never(blame), ACCEPTED).first()).isEqualTo(never(blame));
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void aThrottledMailboxIsNotPressedByAnotherWay() {
        assertThat(carry(later(FailureScope.MAILBOX), ACCEPTED).isAccepted()).isFalse();
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void whatMayHaveArrivedNeverGoesASecondWay() {
        Status doubt = Status.inDoubt(Reply.of(451, "4.4.2", "no answer"));

        assertThat(carry(doubt, ACCEPTED).first()).isEqualTo(doubt);
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void acceptedForOneRecipientNeverGoesASecondWay() {
        Outcome mixed = Outcome.of(Map.of("x@example.org", ACCEPTED, "y@example.org", TOO_LARGE), "graph", "");
        RoadChooser chooser = chooser(mixed, Outcome.all(List.of("x@example.org"), ACCEPTED, "smtp", ""));

        assertThat(chooser.carry(SUBMISSION, ACCOUNT)).isSameAs(mixed);
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void aFailureThatMayPassOutweighsOneThatWillNot() {
        assertThat(carry(TOO_LARGE, later(FailureScope.SESSION)).first()).isEqualTo(later(FailureScope.SESSION));
        assertThat(carry(later(FailureScope.SESSION), TOO_LARGE).first()).isEqualTo(later(FailureScope.SESSION));
        assertThat(carry(TOO_LARGE, never(FailureScope.ACCOUNT)).first()).isEqualTo(TOO_LARGE);
    }

    @Test
    void aHeaderThatNamesOthersThanTheEnvelopePrefersTheRoadWithAnEnvelope() {
        Submission redirected = submission("To: other@example.org\r\n\r\nhello");
        RoadChooser chooser = chooser(accepted("graph"), accepted("smtp"));

        chooser.carry(redirected, ACCOUNT);
        assertThat(tried).containsExactly(RoadName.SMTP);

        tried.clear();
        chooser.carry(redirected, ACCOUNT.withEnvelope(EnvelopePolicy.EDIT_HEADERS));
        assertThat(tried).containsExactly(RoadName.GRAPH);

        tried.clear();
        chooser.carry(redirected, ACCOUNT.withRoads(List.of(RoadName.GRAPH)));
        assertThat(tried).containsExactly(RoadName.GRAPH);
    }

    @Test
    void thePolicyMayRefuseSuchAMessageOnGraph() {
        Submission redirected = submission("To: other@example.org\r\n\r\nhello");
        Account strict = ACCOUNT.withEnvelope(EnvelopePolicy.REFUSE);
        RoadChooser chooser = chooser(accepted("graph"), accepted("smtp"));

        assertThat(chooser.carry(redirected, strict).isAccepted()).isTrue();
        assertThat(tried).as("SMTP does what it says").containsExactly(RoadName.SMTP);

        tried.clear();
        Status refused = chooser.carry(redirected, strict.withRoads(List.of(RoadName.GRAPH)))
                .first();
        assertThat(tried).isEmpty();
        assertThat(refused.reply().code()).isEqualTo(554);
        assertThat(refused.reply().detail()).contains("only in the header: other@example.org");
    }

    @Test
    void whatGraphHasADraftOfIsAskedThereFirst() throws Exception {
        Submission sealed = submission("Content-Type: multipart/signed\r\n\r\nx");
        sealed.notes().put("graph.draft", "SENDING x y");

        RoadChooser chooser = chooser(accepted("graph"), accepted("smtp"));
        assertThat(chooser.remembers(sealed)).isTrue();
        chooser.carry(sealed, ACCOUNT);
        assertThat(tried).containsExactly(RoadName.GRAPH);
        assertThat(graph.abandoned).isEmpty();
    }

    @Test
    void aDraftIsTakenBackWhenAnotherRoadHasCarriedTheMessage() throws Exception {
        Submission drafted = submission("To: x@example.org\r\n\r\nx");
        drafted.notes().put("graph.draft", "MADE x y");
        Outcome down = Outcome.all(SUBMISSION.envelope().recipients(), later(FailureScope.SESSION), "graph", "");

        assertThat(chooser(down, accepted("smtp")).carry(drafted, ACCOUNT).isAccepted())
                .isTrue();
        assertThat(tried).containsExactly(RoadName.GRAPH, RoadName.SMTP);
        assertThat(graph.abandoned).containsExactly(drafted);
        assertThat(smtp.abandoned).isEmpty();
    }

    @Test
    void whatIsNotAboutOneMessageReachesTheRoadsOfTheAccount() {
        RoadChooser chooser = chooser(accepted("graph"), accepted("smtp"));
        Account smtpFirst = ACCOUNT.withRoads(List.of(RoadName.SMTP, RoadName.GRAPH));
        Account smtpOnly = ACCOUNT.withRoads(List.of(RoadName.SMTP));

        chooser.prepare(ACCOUNT);
        chooser.prepare(smtpFirst);
        assertThat(graph.prepared).as("the first road alone").containsExactly(ACCOUNT);
        assertThat(smtp.prepared).containsExactly(smtpFirst);

        assertThat(chooser.sweep(ACCOUNT, Optional.empty())).isEqualTo(2);
        assertThat(chooser.sweep(smtpOnly, Optional.empty())).isEqualTo(1);
        assertThat(graph.swept).containsExactly(ACCOUNT);

        chooser.abandon(SUBMISSION, smtpOnly);
        assertThat(graph.abandoned)
                .as("a draft from before the account's roads changed")
                .containsExactly(SUBMISSION);

        chooser.close();
        assertThat(graph.closed && smtp.closed).isTrue();
    }

    private static Submission submission(String message) {
        return new Submission(SUBMISSION.envelope(), ByteSource.of(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static Outcome accepted(String road) {
        return Outcome.all(SUBMISSION.envelope().recipients(), ACCEPTED, road, "");
    }

    private static Status never(FailureScope blame) {
        return Status.never(blame, Reply.of(550, "5.7.1", "no"));
    }

    private static Status later(FailureScope blame) {
        return Status.later(blame, Reply.of(451, "4.3.2", "busy"));
    }

    private Outcome carry(Status graph, Status smtp) {
        tried.clear();
        List<String> recipients = SUBMISSION.envelope().recipients();
        return chooser(Outcome.all(recipients, graph, "graph", ""), Outcome.all(recipients, smtp, "smtp", ""))
                .carry(SUBMISSION, ACCOUNT);
    }

    private RoadChooser chooser(Outcome graph, Outcome smtp) {
        this.graph = new FixedRoad(RoadName.GRAPH, graph, tried);
        this.smtp = new FixedRoad(RoadName.SMTP, smtp, tried);
        return new RoadChooser(
                List.of(this.smtp, this.graph), Optional.empty(), new LogLines(), System.Logger.Level.INFO);
    }
}
