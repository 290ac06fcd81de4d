package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.StatelessRoads;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried again, how often and for whom; over roads that answer by a script, in time that passes by waits alone. */
class RetriedDeliveryTest {
    private static final Status SENT = Status.accepted(Reply.of(250, "2.0.0", "Queued"));
    private static final Status BUSY = Status.later(FailureScope.SESSION, Reply.of(451, "4.7.500", "Server busy"));
    private static final Status UNKNOWN = Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "Unknown"));

    private final Properties mail = new Properties();
    private final TickingTime time = new TickingTime();
    private final List<List<String>> attempts = new ArrayList<>();
    private final List<Submission> abandoned = new ArrayList<>();
    private final List<Status> signIns = new ArrayList<>();
    private int signInAttempts;

    /** Answers an attempt, of which the first is number 1, for one recipient. */
    private interface Script {
        Status answer(int attempt, String recipient);
    }

    private SubmissionFailedException send(Script script, String... recipients) throws Exception {
        Map<String, String> settings = Ours.account();
        mail.put("mail.smtp.host", Ours.HOST);
        Session session = Session.getInstance(mail);
        Ours transport = Ours.of(session, Ours.hold(settings, new ScriptedRoads(script), time));
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        return catchThrowableOfType(
                SubmissionFailedException.class,
                () -> transport.sendMessage(Bench.fill(new MimeMessage(session)), Bench.to(recipients)));
    }

    private static Script always(Status status) {
        return (attempt, recipient) -> status;
    }

    private static Script once(Status status) {
        return (attempt, recipient) -> attempt == 1 ? status : SENT;
    }

    @ParameterizedTest
    @EnumSource(value = FailureScope.class, names = "NOBODY", mode = EnumSource.Mode.EXCLUDE)
    void D2_whateverPassesIsTriedAgain(FailureScope blame) throws Exception {
        assertThat(send(once(Status.later(blame, Reply.of(451, "4.3.0", "Later"))), "a@x.example"))
                .isNull();
        assertThat(attempts).hasSize(2);
    }

    @Test
    void D2_retryAfterIsWaitedFor() throws Exception {
        assertThat(send(once(BUSY.withRetryAfter(Duration.ofSeconds(7))), "a@x.example"))
                .isNull();
        assertThat(time.waits).hasSize(1);
        assertThat(time.waits.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7250));
    }

    @Test
    void D2_whatDoesNotPassEndsAfterThirtySecondsWithADoorsOwnText() throws Exception {
        SubmissionFailedException e = send(always(BUSY), "a@x.example");
        assertThat(time.waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(30));
        assertThat(attempts).hasSizeBetween(5, 10);
        assertThat(e.getMessage())
                .startsWith("451 4.7.500 Server busy")
                .endsWith("The message was not sent; send it again later.");
        assertThat(e.getValidUnsentAddresses()).hasSize(1);
    }

    @Test
    void D2_whatTakesLongerThanThePatienceIsToldAtOnce() throws Exception {
        SubmissionFailedException e = send(always(BUSY.withRetryAfter(Duration.ofHours(1))), "a@x.example");
        assertThat(e.getMessage()).endsWith("The message was not sent; send it again later.");
        assertThat(time.waits).isEmpty();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void D2_theTimeoutOfTheSessionIsTheBudgetWhereItIsShorter() throws Exception {
        mail.put("mail.smtp.timeout", "4000");
        send(always(BUSY), "a@x.example");
        assertThat(time.waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void D2_zeroPatienceIsOneAttempt() throws Exception {
        mail.put("ferrypost.patience", "0");
        assertThat(send(once(BUSY), "a@x.example")).isNotNull();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void D2_aRefusalForGoodIsNotTriedAgain() throws Exception {
        send(always(Status.never(FailureScope.MESSAGE, Reply.of(554, "5.6.0", "Malformed"))), "a@x.example");
        assertThat(attempts).hasSize(1);
    }

    /** DESIGN's third promise: what may have been sent is not sent again where nobody can be asked. */
    @Test
    void D2_whatIsInDoubtIsNotSentAgain() throws Exception {
        SubmissionFailedException e =
                send(always(Status.inDoubt(Reply.of(451, "4.4.2", "Connection reset"))), "a@x.example");
        assertThat(attempts).hasSize(1);
        assertThat(e.mayHaveBeenSent()).isTrue();
        assertThat(e.getMessage()).doesNotContain("Not sent");
    }

    @Test
    void D2_settledRecipientsAreNotSentToAgain() throws Exception {
        mail.put("mail.smtp.sendpartial", "true");
        SubmissionFailedException e = send(
                (attempt, recipient) -> recipient.startsWith("bad")
                        ? UNKNOWN
                        : recipient.startsWith("slow") && attempt < 3 ? BUSY : SENT,
                "a@x.example",
                "slow@x.example",
                "bad@x.example");
        assertThat(attempts)
                .containsExactly(
                        List.of("a@x.example", "slow@x.example", "bad@x.example"),
                        List.of("slow@x.example"),
                        List.of("slow@x.example"));
        assertThat(Arrays.toString(e.getValidSentAddresses())).isEqualTo("[a@x.example, slow@x.example]");
        assertThat(Arrays.toString(e.getInvalidAddresses())).isEqualTo("[bad@x.example]");
        assertThat(e.getValidUnsentAddresses()).isEmpty();
        assertThat(abandoned).as("a draft for all of them is of no use").hasSize(1);
    }

    @Test
    void D2_oneWhoNeverWillEndsItForAllWithoutSendpartial() throws Exception {
        Status leftOut = TransportResult.leftOut();
        send((attempt, recipient) -> recipient.startsWith("bad") ? UNKNOWN : leftOut, "a@x.example", "bad@x.example");
        assertThat(attempts).hasSize(1);
    }

    @Test
    void D2_withoutSendpartialAllAreTriedAgain() throws Exception {
        Status leftOut = TransportResult.leftOut();
        assertThat(send(
                        (attempt, recipient) ->
                                attempt > 1 ? SENT : recipient.startsWith("slow") ? UNKNOWN_FOR_NOW : leftOut,
                        "a@x.example",
                        "slow@x.example"))
                .isNull();
        assertThat(attempts).hasSize(2).allMatch(recipients -> recipients.size() == 2);
    }

    private static final Status UNKNOWN_FOR_NOW =
            Status.later(FailureScope.RECIPIENT, Reply.of(450, "4.2.1", "Try later"));

    @Test
    void D2_aSignInThatFailsForNowIsTriedAgain() throws Exception {
        signIns.addAll(List.of(
                Status.later(FailureScope.ACCOUNT, Reply.of(451, "4.3.2", "Entra is busy")),
                Status.later(FailureScope.ACCOUNT, Reply.of(451, "4.3.2", "Entra is busy"))));
        assertThat(send(always(SENT), "a@x.example")).isNull();
        assertThat(signInAttempts).isEqualTo(3);
    }

    @Test
    void D2_aRoadThatFailsWithAnErrorIsADoubtAndNoError() throws Exception {
        SubmissionFailedException e = send(
                (attempt, recipient) -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                },
                "a@x.example");
        assertThat(e.mayHaveBeenSent()).isTrue();
        assertThat(attempts).hasSize(1);
    }

    private final class ScriptedRoads extends StatelessRoads {
        private final Script script;

        ScriptedRoads(Script script) {
            this.script = script;
        }

        @Override
        public Outcome carry(Submission submission, Account account) {
            attempts.add(submission.envelope().recipients());
            Function<String, Status> answer = recipient -> script.answer(attempts.size(), recipient);
            Map<String, Status> statuses = new LinkedHashMap<>();
            submission.envelope().recipients().forEach(recipient -> statuses.put(recipient, answer.apply(recipient)));
            return Outcome.of(statuses, "test", "");
        }

        @Override
        public void abandon(Submission submission, Account account) {
            abandoned.add(submission);
        }

        @Override
        public Status signIn(Account account) {
            signInAttempts++;
            return signIns.isEmpty() ? Status.accepted(Reply.of(235, "2.7.0", "Signed in")) : signIns.remove(0);
        }

        @Override
        public long largest(Account account) {
            return 1 << 20;
        }
    }
}
