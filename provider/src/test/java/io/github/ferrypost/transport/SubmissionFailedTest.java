package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.StatelessRoads;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a program can learn from the exception of a message that did not go out. */
class SubmissionFailedTest {
    private final Session session = Session.getInstance(new Properties());
    private Submission carried;

    private SubmissionFailedException send(Function<Submission, Outcome> road, String... recipients) throws Exception {
        Roads roads = new StatelessRoads() {
            @Override
            public Outcome carry(Submission submission, Account account) {
                carried = submission;
                return road.apply(submission);
            }

            @Override
            public Status signIn(Account account) {
                return Status.accepted(Reply.of(235, "2.7.0", "Signed in"));
            }

            @Override
            public long largest(Account account) {
                return 1000;
            }
        };
        session.getProperties().put("mail.smtp.host", Ours.HOST);
        ProviderContext hold = Ours.hold(Ours.account(), roads, new TickingTime());
        Ours transport = Ours.of(session, hold);
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        return catchThrowableOfType(
                SubmissionFailedException.class,
                () -> transport.sendMessage(Bench.fill(new MimeMessage(session)), Bench.to(recipients)));
    }

    private static Outcome all(Submission submission, Status status) {
        return Outcome.all(submission.envelope().recipients(), status, "graph", "request-1");
    }

    @Test
    void anAccountThatCannotSignInIsInTheChain() throws Exception {
        Reply reply = Reply.of(535, "5.7.3", "AADSTS7000215: wrong secret.").withRemedy("Copy the value.");
        SubmissionFailedException e =
                send(submission -> all(submission, Status.never(FailureScope.ACCOUNT, reply)), "a@x.example");
        assertThat(e.getNextException())
                .isInstanceOf(AuthenticationFailedException.class)
                .isInstanceOf(SignInFailedException.class);
        assertThat(e.getReturnCode()).isEqualTo(535);
        assertThat(e.getMessage()).contains("AADSTS7000215", "Remedy: Copy the value.");
        assertThat(e.getValidUnsentAddresses()).containsExactly(new InternetAddress("a@x.example"));
        assertThat(e.mayHaveBeenSent()).isFalse();
        assertThat(e.outcome().orElseThrow().trace()).isEqualTo("request-1");
    }

    @Test
    void aLostAnswerIsToldAsADoubt() throws Exception {
        Reply reply = Reply.of(451, "4.4.2", "Connection reset");
        SubmissionFailedException e = send(submission -> all(submission, Status.inDoubt(reply)), "a@x.example");
        assertThat(e.mayHaveBeenSent()).isTrue();
        assertThat(e.getMessage()).startsWith("The message may have been sent");
        assertThat(e.getValidUnsentAddresses()).hasSize(1);
    }

    @Test
    void aRoadThatThrowsIsADoubtAndNoRuntimeException() throws Exception {
        SubmissionFailedException e = send(
                submission -> {
                    throw new IllegalStateException("bug");
                },
                "a@x.example");
        assertThat(e.mayHaveBeenSent()).isTrue();
    }

    @Test
    void aRecipientThatTheRoadForgotIsNotTakenForSent() throws Exception {
        Status sent = Status.accepted(Reply.of(250, "2.0.0", "Queued"));
        SubmissionFailedException e =
                send(submission -> Outcome.of(Map.of("a@x.example", sent), "graph", ""), "a@x.example", "b@x.example");
        assertThat(e.getValidSentAddresses()).containsExactly(new InternetAddress("a@x.example"));
        assertThat(e.getValidUnsentAddresses()).containsExactly(new InternetAddress("b@x.example"));
    }

    @Test
    void wordsThatAreNoAddressNeverReachTheRoad() throws Exception {
        SubmissionFailedException e = send(
                submission -> all(submission, Status.accepted(Reply.of(250, "2.0.0", "Queued"))),
                "root",
                "a@x.example");
        assertThat(carried).isNull();
        assertThat(e.getInvalidAddresses()).containsExactly(new InternetAddress("root", false));
        assertThat(e.getValidUnsentAddresses()).containsExactly(new InternetAddress("a@x.example"));
        assertThat(e.getMessage()).startsWith("Invalid Addresses\n501 5.1.3").contains("Remedy");
    }

    @Test
    void withSendpartialTheOthersGoOut() throws Exception {
        session.getProperties().put("mail.smtp.sendpartial", "true");
        SubmissionFailedException e = send(
                submission -> all(submission, Status.accepted(Reply.of(250, "2.0.0", "Queued"))),
                "root",
                "a@x.example");
        assertThat(carried.envelope().recipients()).containsExactly("a@x.example");
        assertThat(carried.isAllOrNone()).isFalse();
        assertThat(e.getValidSentAddresses()).containsExactly(new InternetAddress("a@x.example"));
        assertThat(e.getReturnCode()).isEqualTo(250);
    }

    @Test
    void withoutSendpartialTheRoadIsToldToSendToAllOrNone() throws Exception {
        send(
                submission ->
                        all(submission, Status.later(FailureScope.MAILBOX, Reply.of(451, "4.7.500", "Throttled"))),
                "a@x.example");
        assertThat(carried.isAllOrNone()).isTrue();
    }

    @Test
    void aGroupWithoutMembersHasNoRecipients() {
        assertThatThrownBy(() -> send(
                        submission -> all(submission, Status.accepted(Reply.of(250, "2.0.0", "Queued"))),
                        "undisclosed-recipients:;"))
                .hasStackTraceContaining("No recipient addresses");
        assertThat(carried).isNull();
    }

    @Test
    void survivesSerialisation() throws Exception {
        SubmissionFailedException e = send(
                submission -> all(submission, Status.never(FailureScope.MESSAGE, Reply.of(554, "5.6.0", "Malformed"))),
                "a@x.example");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SubmissionFailedException copy = (SubmissionFailedException) in.readObject();
            assertThat(copy.getReturnCode()).isEqualTo(554);
            assertThat(copy.outcome()).isEmpty();
            assertThat(copy.mayHaveBeenSent()).isFalse();
        }
        assertThat(e.outcome().orElseThrow().first().verdict()).isEqualTo(Verdict.PERMANENT);
    }
}
