package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDraftTest {
    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private final DeliveryNotes notes = DeliveryNotes.inMemory();

    @BeforeEach
    void grantDrafts() {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Submission mail(String... recipients) {
        return mail(notes, recipients);
    }

    private static Submission mail(DeliveryNotes notes, String... recipients) {
        byte[] text = Cloud365.text("To: ann@x.test").getBytes(StandardCharsets.US_ASCII);
        return new Submission(Envelope.of(Sandbox.MAILBOX, List.of(recipients)), ByteSource.of(text), notes);
    }

    /** Each time a road of its own, as after a restart: only the notes remain. */
    private Outcome carry() {
        return cloud.road().carry(mail("ann@x.test"), cloud.account);
    }

    private Status fail(Target target, Fault fault) {
        sandbox.faults().next(target, fault);
        return carry().first();
    }

    /** Method, last segments and status of Graph's requests. */
    private List<String> requests() {
        return sandbox.requests().log().stream()
                .filter(request -> request.path().startsWith("/v1.0"))
                .map(request -> request.method() + " "
                        + request.path().replaceFirst(".*/users/[^/]*/", "").replaceAll("AA[^/]{20,}", "ID") + " "
                        + request.status())
                .collect(Collectors.toList());
    }

    @Test
    void aMessageGoesAsADraftWhereTheAppMayMakeOne() {
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests()).containsExactly("POST messages 201", "POST messages/ID/send 202");
        assertThat(sandbox.delivered().get(0).road()).isEqualTo(Delivered.GRAPH_DRAFT);
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("ann@x.test");
    }

    @Test
    void draftsCanBeSwitchedOff() {
        GraphRoad road = cloud.road(GraphOptions.standard().withDrafts(false));
        assertThat(road.carry(mail("ann@x.test"), cloud.account).isAccepted()).isTrue();
        assertThat(requests()).containsExactly("POST sendMail 202");
        assertThat(road.largest(cloud.account)).isLessThan(4 << 20);
    }

    @Test
    void theIdIsNotedBeforeTheDraftIsSent() {
        List<String> order = new ArrayList<>();
        sandbox.onDelivery(delivered -> order.add("delivered"));
        DeliveryNotes watched = new DeliveryNotes() {
            @Override
            public Optional<String> get(String name) {
                return Optional.empty();
            }

            @Override
            public void put(String name, String value) {
                order.add(value.replaceFirst(" .*", ""));
            }

            @Override
            public boolean outliveTheProcess() {
                return true;
            }
        };
        cloud.road().carry(mail(watched, "ann@x.test"), cloud.account);
        assertThat(order).containsExactly("ready", "delivered");
    }

    @Test
    void withoutANoteNothingIsSentAndNoDraftIsLeft() {
        DeliveryNotes full = new DeliveryNotes() {
            @Override
            public Optional<String> get(String name) {
                return Optional.empty();
            }

            @Override
            public void put(String name, String value) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public boolean outliveTheProcess() {
                return true;
            }
        };
        Status status =
                cloud.road().carry(mail(full, "ann@x.test"), cloud.account).first();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(requests()).containsExactly("POST messages 201", "DELETE messages/ID 204");
    }

    @Test
    void rivalSendsTwiceWhenTheAnswerIsCutAfterAcceptanceWeAsk() {
        assertThat(fail(Target.GRAPH_DRAFT_SEND, Fault.dropAfterAcceptance()).isAccepted())
                .isTrue();
        assertThat(requests()).last().isEqualTo("GET messages/ID 200");
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aGatewayThatLostTheAnswerLeavesNoDoubt() {
        assertThat(fail(Target.GRAPH_DRAFT_SEND, Fault.status(504).afterAcceptance())
                        .isAccepted())
                .isTrue();
    }

    @Test
    void whatDidNotArriveIsInDoubtUntilItIsSentAgainOnce() throws IOException {
        assertThat(fail(Target.GRAPH_DRAFT_SEND, Fault.dropBeforeAcceptance()).verdict())
                .isEqualTo(Verdict.IN_DOUBT);
        assertThat(cloud.road().remembers(mail("ann@x.test"))).isTrue();
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests())
                .containsExactly(
                        "POST messages 201",
                        "POST messages/ID/send 0",
                        "GET messages/ID 200",
                        "GET messages/ID 200",
                        "POST messages/ID/send 202");
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void rivalSendsTwiceWhenKilledWhileSendingWeAskAfterTheRestart() {
        carry();
        assertThat(carry().isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aDoubtThatCannotBeSettledNowIsKeptForLater() {
        sandbox.faults().next(Target.GRAPH_DRAFT_SEND, Fault.dropAfterAcceptance());
        sandbox.faults().times(2, Target.GRAPH_LOOKUP, Fault.status(503).retryAfter(7));
        assertThat(carry().first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        Status second = carry().first();
        assertThat(second.verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(second.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(carry().isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aSecretThatExpiresInTheMeantimeDoesNotForgetTheDoubt() {
        sandbox.faults().next(Target.GRAPH_DRAFT_SEND, Fault.dropAfterAcceptance());
        sandbox.faults().next(Target.GRAPH_LOOKUP, Fault.status(500));
        assertThat(carry().first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        sandbox.faults().times(2, Target.GRAPH_LOOKUP, Fault.status(401));
        assertThat(carry().first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(carry().isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aDraftThatIsGoneLeavesTheDoubtToThePolicyAndIsForgotten() throws IOException {
        notes.put(
                DraftNote.NAME, DraftNote.ready(List.of("ann@x.test"), "AAgone").toString());
        assertThat(carry().first().verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(sandbox.deliveredCount()).isZero();
        assertThat(cloud.road().remembers(mail("ann@x.test"))).isFalse();
        assertThat(carry().isAccepted()).as("send-again is the policy's word").isTrue();
    }

    @Test
    void aThrottledDraftWaitsAndTheSameDraftIsSent() {
        Status status = fail(Target.GRAPH_DRAFT_SEND, Fault.status(429).retryAfter(9));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.retryAfter()).contains(Duration.ofSeconds(9));
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests())
                .filteredOn(request -> request.equals("POST messages 201"))
                .hasSize(1);
    }

    @Test
    void aRefusedDraftIsRemoved() {
        byte[] text = "From: boss@contoso.example\r\nTo: ann@x.test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        Submission submission = new Submission(Envelope.of("", List.of("ann@x.test")), ByteSource.of(text), notes);
        Status status = cloud.road().carry(submission, cloud.account).first();
        assertThat(status.reply().text()).startsWith("ErrorSendAsDenied");
        assertThat(status.blame()).isEqualTo(FailureScope.MESSAGE);
        assertThat(requests()).last().isEqualTo("DELETE messages/ID 204");
    }

    @Test
    void aDraftThatTheMailboxDeniesIsNoReasonNotToSend() {
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.status(403).code("ErrorAccessDenied"));
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests()).containsExactly("POST messages 403", "POST sendMail 202");
    }

    @Test
    void aLostAnswerToMakingTheDraftIsNoDoubt() {
        assertThat(fail(Target.GRAPH_DRAFT, Fault.dropAfterAcceptance()).verdict())
                .isEqualTo(Verdict.TRANSIENT);
        assertThat(fail(Target.GRAPH_DRAFT, Fault.status(500)).verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(sandbox.deliveredCount()).isZero();
    }

    @Test
    void aDraftMadeForOtherRecipientsIsNotSent() {
        fail(Target.GRAPH_DRAFT_SEND, Fault.status(503));
        Submission fewer = mail("bob@x.test");
        assertThat(cloud.road().carry(fewer, cloud.account).isAccepted()).isTrue();
        assertThat(requests()).contains("DELETE messages/ID 204");
        assertThat(sandbox.delivered()).hasSize(1);
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("bob@x.test");
    }

    @Test
    void aDraftThatWasNeverCompletedIsRemovedAndMadeAnew() throws IOException {
        fail(Target.GRAPH_DRAFT_SEND, Fault.status(503));
        notes.put(DraftNote.NAME, notes.get(DraftNote.NAME).orElseThrow().replace("ready", "building"));
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests()).contains("DELETE messages/ID 204");
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aSubmissionThatIsGivenUpLeavesNoDraft() throws IOException {
        fail(Target.GRAPH_DRAFT_SEND, Fault.status(503));
        cloud.road().abandon(mail("ann@x.test"), cloud.account);
        assertThat(requests()).last().isEqualTo("DELETE messages/ID 204");
        assertThat(cloud.road().remembers(mail("ann@x.test"))).isFalse();
    }

    @Test
    void whatWasSentIsNotRemovedWhenItIsGivenUp() {
        carry();
        cloud.road().abandon(mail("ann@x.test"), cloud.account);
        assertThat(requests()).noneMatch(request -> request.startsWith("DELETE"));
    }

    /** Answers to /send that say "not now", with codes known and unknown. */
    static Stream<Arguments> conflicts() {
        return Stream.of(
                Arguments.of(412, "ErrorIrresolvableConflict"),
                Arguments.of(409, "ErrorIrresolvableConflict"),
                Arguments.of(404, "ErrorItemNotFound"),
                Arguments.of(408, "SomethingNew"),
                Arguments.of(409, "SomethingNew"),
                Arguments.of(412, "SomethingNew"),
                Arguments.of(421, "SomethingNew"),
                Arguments.of(423, "SomethingNew"),
                Arguments.of(425, "SomethingNew"),
                Arguments.of(403, "SomethingNew"),
                Arguments.of(403, "ErrorMessageTransientError"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void G2_G3_aDraftThatCannotBeSentNowStaysAndIsSentByTheNextAttempt(int http, String code) {
        Status status = fail(Target.GRAPH_DRAFT_SEND, Fault.status(http).code(code));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(requests()).noneMatch(request -> request.startsWith("DELETE"));
        assertThat(carry().isAccepted()).isTrue();
        assertThat(requests())
                .filteredOn(request -> request.equals("POST messages 201"))
                .hasSize(1);
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 412})
    void G2_G3_aConflictWithAnEarlierRequestThatSentTheDraftIsASuccess(int http) {
        Status status = fail(
                Target.GRAPH_DRAFT_SEND, Fault.status(http).code("SomethingNew").afterAcceptance());
        assertThat(status.isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void G3_aDraftThatCannotBeFoundAtAllIsInDoubt() {
        sandbox.faults().next(Target.GRAPH_LOOKUP, Fault.status(404).code("ErrorItemNotFound"));
        Status status = fail(Target.GRAPH_DRAFT_SEND, Fault.status(404).code("ErrorItemNotFound"));
        assertThat(status.verdict()).isEqualTo(Verdict.IN_DOUBT);
        assertThat(carry().isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void G2_aConflictWhileTheDraftIsMadeIsTransient() {
        Status status = fail(Target.GRAPH_DRAFT, Fault.status(412).code("ErrorIrresolvableConflict"));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(carry().isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mail.Send", "Mail.Send Mail.ReadWrite"})
    void SEC22_D14_oneMessageWithTooManyRecipientsDoesNotPauseItsMailbox(String roles) {
        sandbox.app().roles(roles.split(" "));
        Target target = roles.contains(" ") ? Target.GRAPH_DRAFT_SEND : Target.GRAPH_SEND;
        for (int count : new int[] {500, 501}) {
            String[] recipients =
                    IntStream.range(0, count).mapToObj(i -> "r" + i + "@x.test").toArray(String[]::new);
            sandbox.faults().next(target, Fault.status(403).code("ErrorExceededMessageLimit"));
            Status status = cloud.road()
                    .carry(mail(DeliveryNotes.inMemory(), recipients), cloud.account)
                    .first();
            assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(status.reply().toString()).startsWith("452 4.5.3 ErrorExceededMessageLimit: ");
            assertThat(status.blame()).isEqualTo(count > 500 ? FailureScope.MESSAGE : FailureScope.MAILBOX);
            assertThat(status.reply().text().contains("more recipients")).isEqualTo(count > 500);
        }
    }
}
