package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One message goes through two days of each transient failure. All that a row of an error table says about a failure is its
 * verdict, how far it reaches, and when to ask again: each combination of them is a row here.
 */
class TwoDaysTest {
    private static final Duration GIVE_UP = Duration.ofDays(2);

    /** By the doubled wait: 9 up to 30 minutes, then two an hour. */
    private static final int MOST_REQUESTS = 120;

    @TempDir
    private Path folder;

    /**
     * @param name of the row
     * @param status that each attempt comes to
     * @param least requests at least, since to wait for two days is no delivery either
     */
    record Row(String name, Status status, int least) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> transientFailures() {
        Map<String, Duration> waits = Map.of(
                "0 s", Duration.ZERO,
                "2 s", Duration.ofSeconds(2),
                "2 min", Duration.ofMinutes(2),
                "1 h", Duration.ofHours(1),
                "3 days", Duration.ofDays(3),
                "31 years", Duration.ofSeconds(999_999_999));
        return Stream.of(
                        FailureScope.SESSION,
                        FailureScope.MAILBOX,
                        FailureScope.ACCOUNT,
                        FailureScope.TENANT,
                        FailureScope.MESSAGE,
                        FailureScope.RECIPIENT)
                .flatMap(blame -> {
                    Status later = Status.later(blame, Reply.of(451, "4.3.2", "busy"));
                    Row plain = new Row(blame + " without a time", later, 90);
                    return Stream.concat(
                            Stream.of(plain),
                            waits.entrySet().stream()
                                    .map(wait -> new Row(
                                            blame + " after " + wait.getKey(),
                                            later.withRetryAfter(wait.getValue()),
                                            38)));
                });
    }

    /** A mailbox, an app or a tenant that is out of order: transient once mail has gone through. */
    static Stream<Row> faultsOfTheAccount() {
        return Stream.of(FailureScope.MAILBOX, FailureScope.ACCOUNT, FailureScope.TENANT)
                .map(blame -> new Row(
                        blame + " out of order", Status.never(blame, Reply.of(550, "5.7.1", "switched off")), 80));
    }

    @ParameterizedTest
    @MethodSource({"transientFailures", "faultsOfTheAccount"})
    void isAskedAboutWithinBoundsAndGivenUpOnTime(Row row) throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            Instant arrival = queue.clock.instant();
            queue.answers(row.status());
            queue.send("a@example.org");
            queue.pass(GIVE_UP.plusHours(1));

            assertThat(queue.asked).hasSizeBetween(row.least(), MOST_REQUESTS);
            assertThat(queue.asked).allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(arrival.plus(GIVE_UP)));
            await().until(() -> queue.reports.size() == 1);
            assertThat(queue.reports.get(0))
                    .isBetween(arrival.plus(GIVE_UP), arrival.plus(GIVE_UP).plusSeconds(60));
            assertThat(queue.entries()).isEmpty();
        }
    }

    /** Each request may have delivered a copy. */
    @ParameterizedTest
    @MethodSource("doubts")
    void G5_whatMayHaveArrivedIsSentAgainOnceThenHeld(List<Status> answers) throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            int[] copies = {0};
            queue.answers(mail -> {
                Status status = answers.get(Math.min(queue.asked.size(), answers.size()) - 1);
                copies[0] += status.equals(DOUBT) ? 1 : 0;
                return QueueLife.all(mail, status);
            });
            queue.send("a@example.org");
            queue.pass(GIVE_UP.plusHours(1));

            assertThat(copies[0]).isEqualTo(2);
            assertThat(queue.only().state()).isEqualTo(State.HELD);
            assertThat(queue.only().reason()).contains("Sent Items");
            int doubt = answers.indexOf(DOUBT);
            assertThat(Duration.between(queue.asked.get(doubt), queue.asked.get(doubt + 1)))
                    .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        }
    }

    private static final Status DOUBT = Status.inDoubt(Reply.of(451, "4.4.2", "the answer was lost"));
    private static final Status BUSY = Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy"));

    static Stream<List<Status>> doubts() {
        return Stream.of(
                List.of(DOUBT),
                List.of(BUSY, BUSY, DOUBT),
                List.of(DOUBT, BUSY, DOUBT),
                List.of(DOUBT, BUSY, BUSY, BUSY, BUSY, DOUBT));
    }

    /** The road remembers its draft, and asks before it sends again: one copy, however long the answers are lost. */
    @ParameterizedTest
    @MethodSource("roadNotes")
    void G5_whatCanBeLookedUpIsAskedAboutToTheEnd(String note) throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of()).warm()) {
            Instant arrival = queue.clock.instant();
            queue.answers(mail -> withNote(mail, note));
            queue.send("a@example.org");
            queue.pass(GIVE_UP.plusHours(1));

            assertThat(queue.asked).hasSizeBetween(90, MOST_REQUESTS);
            await().until(() -> queue.reports.size() == 1);
            assertThat(queue.reports.get(0))
                    .isBeforeOrEqualTo(arrival.plus(GIVE_UP).plusSeconds(60));
            assertThat(queue.entries()).isEmpty();
        }
    }

    static Stream<String> roadNotes() {
        return Stream.of("graph.draft", "another.road");
    }

    private static Outcome withNote(Submission mail, String note) {
        try {
            mail.notes().put(note, "AAMk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return QueueLife.all(mail, DOUBT);
    }
}
