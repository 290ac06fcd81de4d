package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What the bridge itself does wrong ends with a settled message, or with the process, and never in silence. */
class FaultsTest {
    private static final Duration GIVE_UP = Duration.ofDays(2);
    private static final Status DOUBT = Status.inDoubt(Reply.of(451, "4.4.2", "the answer was lost"));

    @TempDir
    private Path folder;

    private QueueLife queue(Duration patience) throws Exception {
        return new QueueLife(folder, GIVE_UP, patience, Map.of()).warm();
    }

    static List<Throwable> faults() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("a/Class"),
                new IllegalStateException("a fault of our own"));
    }

    private static Outcome fail(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void SEC2_aMessageThatFailsTheBridgeTwiceIsDead(Throwable fault) throws Exception {
        try (QueueLife queue = queue(Duration.ZERO)) {
            queue.answers(mail -> fail(fault));
            queue.send("a@example.org");
            queue.untilIdle();
            Entry once = queue.only();
            assertThat(once.state()).as("settled, not claimed").isEqualTo(State.QUEUED);
            assertThat(once.faults()).isEqualTo(1);

            queue.pass(Duration.ofMinutes(7));

            Entry dead = queue.only();
            assertThat(dead.state()).isEqualTo(State.DEAD);
            assertThat(dead.reason()).contains(fault.getClass().getSimpleName());
            assertThat(queue.asked).hasSize(2);
            assertThat(queue.failedThreads).isEmpty();
            queue.answers(QueueLife.SENT);
            queue.send("b@example.org");
            queue.untilIdle();
            assertThat(queue.entries()).as("others are delivered").hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void SEC2_alsoWhereTheFirstAttemptFails(Throwable fault) throws Exception {
        try (QueueLife queue = queue(Duration.ofSeconds(20))) {
            queue.answers(mail -> fail(fault));
            assertThat(queue.send("a@example.org").reply().text()).startsWith("Queued");
            queue.pass(Duration.ofMinutes(7));
            assertThat(queue.only().state()).isEqualTo(State.DEAD);
            assertThat(queue.asked).hasSize(2);
        }
    }

    @Test
    void SEC2_oneFaultIsForgottenAfterAnAttemptWithoutOne() throws Exception {
        try (QueueLife queue = queue(Duration.ZERO)) {
            Status busy = Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy"));
            queue.answers(mail -> queue.asked.size() % 2 == 1
                    ? fail(new IllegalStateException("now and then"))
                    : QueueLife.all(mail, busy));
            queue.send("a@example.org");
            queue.pass(Duration.ofMinutes(6));
            assertThat(queue.only().faults()).isZero();
            assertThat(queue.only().state()).isEqualTo(State.QUEUED);
        }
    }

    /** The result of an attempt is written later, and the message is not sent twice meanwhile. */
    @Test
    void SEC6_whatCannotBeWrittenDownIsWrittenLater() throws Exception {
        try (QueueLife queue = queue(Duration.ZERO)) {
            queue.answers(mail -> {
                // as a disk that fails: no statement that changes an entry succeeds
                run("CREATE TRIGGER broken BEFORE DELETE ON entry BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END");
                return QueueLife.all(mail, QueueLife.SENT);
            });
            queue.send("a@example.org");
            await().until(() -> queue.asked.size() == 1
                    && queue.entries().stream().anyMatch(entry -> entry.state() == State.CLAIMED));
            run("DROP TRIGGER broken");

            await().until(() -> queue.entries().isEmpty());

            assertThat(queue.asked).hasSize(1);
        }
    }

    private void run(String sql) {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("spool.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As where the machine has no thread left: the courier cannot work, and must not seem to. */
    @Test
    void SEC1_aCourierThatFailsIsReported() throws Exception {
        try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of(), new NoThreads())) {
            queue.send("a@example.org");
            await().until(() -> queue.failedThreads.contains("ferrypost-courier"));
        }
    }

    @Test
    void C11_whatWaitsForAnOperatorIsAnAlert() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (QueueLife queue = queue(Duration.ZERO)) {
            queue.answers(DOUBT);
            queue.send("a@example.org");
            queue.pass(Duration.ofMinutes(7));
            String id = queue.only().id().toString();
            assertThat(queue.only().state()).isEqualTo(State.HELD);
            assertThat(lines.list.stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .filter(line -> line.startsWith("ALERT: held entry=" + id)))
                    .hasSize(1);
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void C11_aSpoolThatTakesNoMailIsOneAlertForAllThatMail() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (QueueLife queue = queue(Duration.ZERO)) {
            run("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'no more'); END");
            for (int i = 0; i < 20; i++) {
                assertThat(queue.send("a@example.org").reply().code()).isEqualTo(452);
            }
            assertThat(alerts(lines)).hasSize(1);
            run("DROP TRIGGER full");
            assertThat(queue.send("a@example.org").reply().code()).isEqualTo(250);
            run("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'no more'); END");
            assertThat(queue.send("a@example.org").reply().code()).isEqualTo(452);
            assertThat(alerts(lines)).as("another incident").hasSize(2);
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static List<String> alerts(ListAppender<ILoggingEvent> lines) {
        return lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("ALERT: the spool cannot store messages"))
                .toList();
    }

    /** An operator that releases a held message decides for one more attempt, and no more. */
    @Test
    void G5_aReleasedMessageIsSentOnceAndHeldAgain() throws Exception {
        try (QueueLife queue = queue(Duration.ZERO)) {
            queue.answers(DOUBT);
            queue.send("a@example.org");
            queue.pass(Duration.ofMinutes(7));
            assertThat(queue.asked).hasSize(2);
            queue.spool.retryNow(queue.only().id());
            queue.untilIdle();
            queue.pass(Duration.ofHours(1));
            assertThat(queue.asked).hasSize(3);
            assertThat(queue.only().state()).isEqualTo(State.HELD);
        }
    }

    /** Its process ends at each attempt: after the fifth it is not tried any more. */
    @Test
    void SEC2_aMessageThatEndsTheProcessIsHeldAtLast() throws Exception {
        String id = "";
        for (int start = 0; start < 8; start++) {
            try (QueueLife queue = new QueueLife(folder, GIVE_UP, Duration.ZERO, Map.of())) {
                queue.answers(mail -> note(mail));
                if (start == 0) {
                    id = queue.send("a@example.org").entry();
                }
                queue.untilIdle();
                queue.pass(Duration.ofHours(1));
                Entry entry = queue.only();
                assertThat(entry.state()).as("start " + start).isEqualTo(start < 5 ? State.QUEUED : State.HELD);
                if (entry.state() == State.QUEUED) {
                    // as the next start finds it, where the process died
                    run("UPDATE entry SET state = 'CLAIMED', token = 7, faults = " + start);
                }
            }
        }
        assertThat(id).isNotEmpty();
    }

    private static Outcome note(io.github.ferrypost.message.Submission mail) {
        try {
            mail.notes().put("graph.draft", "AAMk");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return QueueLife.all(mail, Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy")));
    }

    private static final class NoThreads extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return true;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
