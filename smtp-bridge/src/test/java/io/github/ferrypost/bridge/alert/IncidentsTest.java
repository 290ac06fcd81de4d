package io.github.ferrypost.bridge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One message when an incident starts and one when it ends, at a real web server; the clock is set by hand. */
@Timeout(60)
class IncidentsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path folder;

    private Hook hook;
    private Instant now = NOON;
    private AlertBook book;
    private AlertSender sender;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void open() throws IOException {
        hook = new Hook();
        start();
    }

    @AfterEach
    void close() {
        hook.close();
    }

    /** As after a restart. */
    private void start() {
        book = new AlertBook(List.of("webhook"), new AlertFile(Optional.of(folder)), clock);
        sender = new AlertSender(
                new WebhookTarget(Http.standard(HttpOptions.standard()), hook.uri(), AlertConfig.Format.JSON, clock),
                book,
                new AlertWriter("mailgate", List.of(Locale.ENGLISH), ZoneOffset.UTC),
                clock);
    }

    private void after(Duration time) {
        now = now.plus(time);
        sender.turn();
    }

    private void raise(AlertKind kind, String subject) {
        book.raise(Alert.of(kind, subject, "reason of " + subject));
    }

    private List<String> titles() {
        return hook.posts().stream()
                .map(post -> Json.text(Json.read(post.body()), "title").replace("Ferrypost on mailgate: ", ""))
                .toList();
    }

    @Test
    void aHundredFailuresAreOneStartAndOneEnd() {
        for (int i = 0; i < 100; i++) {
            raise(AlertKind.ACCOUNT_FAILING, "erp");
            after(Duration.ofSeconds(20));
        }
        book.clear(AlertKind.ACCOUNT_FAILING, "erp");
        after(Duration.ofSeconds(1));
        after(Duration.ofDays(2));
        assertThat(titles()).containsExactly("Account erp cannot send", "Account erp sends again");
        assertThat(hook.posts().get(0).body()).contains("reason of erp", "What to do: Renew the secret");
    }

    @Test
    void aRestartRepeatsNothingAndForgetsNothing() {
        raise(AlertKind.ACCOUNT_FAILING, "erp");
        after(Duration.ofSeconds(6));
        start();
        after(Duration.ofMinutes(1));
        raise(AlertKind.ACCOUNT_FAILING, "erp");
        after(Duration.ofMinutes(1));
        assertThat(titles()).as("before and after the restart").hasSize(1);
        raise(AlertKind.NO_ROOM, "");
        sender.turn();
        start();
        after(Duration.ofSeconds(6));
        assertThat(titles()).as("raised before, sent after").hasSize(2).last().isEqualTo("The queue accepts no mail");
        book.clear(AlertKind.ACCOUNT_FAILING, "erp");
        sender.turn();
        start();
        after(Duration.ofSeconds(6));
        assertThat(titles()).last().isEqualTo("Account erp sends again");
        assertThat(titles()).hasSize(3);
    }

    /** The process ends at once, so the next one reports it. */
    @Test
    void aFailedThreadIsReportedAfterTheRestart() {
        raise(AlertKind.THREAD_FAILED, "ferrypost-courier");
        start();
        after(Duration.ofSeconds(6));
        after(Duration.ofHours(3));
        assertThat(titles()).containsExactly("The bridge restarted after an internal error");
    }

    @Test
    void aServerThatFailsIsAskedAgainLessAndLessOftenUntilItTakesTheMessage() {
        hook.answers(503, 500, 404, 403);
        raise(AlertKind.NO_ROOM, "");
        after(Duration.ofSeconds(6));
        after(Duration.ofSeconds(29));
        assertThat(hook.posts()).hasSize(1);
        for (Duration wait : List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(2))) {
            after(wait);
            after(Duration.ZERO);
        }
        assertThat(hook.posts()).hasSize(4);
        after(Duration.ofMinutes(4));
        after(Duration.ofHours(2));
        assertThat(hook.posts()).as("the fifth is taken").hasSize(5);
        assertThat(titles()).containsOnly("The queue accepts no mail");
    }

    @Test
    void aWaitThatTheServerAsksForIsKept() {
        hook.answers(429);
        raise(AlertKind.NO_ROOM, "");
        after(Duration.ofSeconds(6));
        after(Duration.ofSeconds(599));
        assertThat(hook.posts()).hasSize(1);
        after(Duration.ofSeconds(1));
        assertThat(hook.posts()).hasSize(2);
    }

    @Test
    void whatStartedAndEndedWhileTheServerWasDownIsOneMessage() {
        hook.answers(503);
        raise(AlertKind.NO_ROOM, "");
        after(Duration.ofSeconds(6));
        book.clear(AlertKind.NO_ROOM, "");
        after(Duration.ofMinutes(10));
        after(Duration.ofHours(1));
        assertThat(titles()).hasSize(2).last().isEqualTo("The queue accepts no mail (over)");
    }

    @Test
    void manyAtTheSameTimeAreOneSummaryAndMemoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            raise(AlertKind.ACCOUNT_FAILING, "account" + i);
        }
        assertThat(book.open()).hasSizeLessThanOrEqualTo(AlertBook.MOST);
        after(Duration.ofSeconds(6));
        assertThat(titles()).containsExactly("101 problems");
        assertThat(hook.posts().get(0).body().length()).isLessThan(40_000);
        after(Duration.ofMinutes(1));
        assertThat(hook.posts()).hasSize(1);
    }

    @Test
    void anIncidentThatComesAndGoesIsReportedOnceInAWhile() {
        for (int i = 0; i < 60; i++) {
            raise(AlertKind.QUEUE_UNREADABLE, "");
            after(Duration.ofSeconds(30));
            book.clear(AlertKind.QUEUE_UNREADABLE, "");
            after(Duration.ofSeconds(30));
        }
        assertThat(titles().size()).as("of 60 starts within an hour").isBetween(2, 10);
    }

    @Test
    void anIncidentThatNeverEndsIsRepeatedDaily() {
        raise(AlertKind.ACCOUNT_FAILING, "erp");
        for (int hour = 0; hour < 24 * 3; hour++) {
            after(Duration.ofHours(1));
        }
        assertThat(titles())
                .containsExactly(
                        "Account erp cannot send", "Still: Account erp cannot send", "Still: Account erp cannot send");
    }

    @Test
    void moreDeadMailIsReportedAfterAnHour() {
        raise(AlertKind.DEAD, "erp");
        after(Duration.ofSeconds(6));
        raise(AlertKind.DEAD, "erp");
        raise(AlertKind.DEAD, "erp");
        after(Duration.ofMinutes(59));
        assertThat(hook.posts()).hasSize(1);
        after(Duration.ofMinutes(1));
        assertThat(titles()).hasSize(2).last().isEqualTo("Still: Undeliverable mail of account erp");
        assertThat(hook.posts().get(1).body()).contains("3 times");
        book.retain(AlertKind.DEAD, Set.of("other"));
        after(Duration.ofSeconds(1));
        assertThat(titles()).last().isEqualTo("No undeliverable mail of account erp is left");
    }

    @Test
    void aClockThatGoesBackDelaysNoMessage() {
        raise(AlertKind.NO_ROOM, "");
        after(Duration.ofSeconds(6));
        now = NOON.minus(Duration.ofDays(400));
        raise(AlertKind.ACCOUNT_FAILING, "erp");
        after(Duration.ofSeconds(6));
        assertThat(titles()).contains("Account erp cannot send");
    }

    /** Whoever reports an alert may be a thread that mail depends on. */
    @Test
    void aServerThatDoesNotAnswerDelaysNobodyElse() throws Exception {
        hook.hangs();
        Thread thread = new Thread(sender, "test-alerts");
        thread.setDaemon(true);
        raise(AlertKind.NO_ROOM, "");
        now = now.plusSeconds(6);
        thread.start();
        org.awaitility.Awaitility.await().until(() -> !hook.posts().isEmpty());
        long begin = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            raise(AlertKind.ACCOUNT_FAILING, "erp" + i);
            book.clear(AlertKind.ACCOUNT_FAILING, "erp" + i);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2000);
        thread.interrupt();
    }

    @Test
    void aDamagedFileIsNoReasonToStop() throws IOException {
        for (String content : List.of("", "{", "[]", "{\"incidents\":[{\"kind\":\"dead\"},7,{\"kind\":\"no\"}]}")) {
            Files.writeString(folder.resolve(AlertFile.NAME), content);
            start();
            assertThat(book.open()).isEmpty();
        }
    }

    @Test
    void theFileIsPrivate() throws IOException {
        raise(AlertKind.NO_ROOM, "");
        sender.turn();
        assertThat(Files.getPosixFilePermissions(folder.resolve(AlertFile.NAME)).toString())
                .doesNotContain("GROUP", "OTHERS");
    }
}
