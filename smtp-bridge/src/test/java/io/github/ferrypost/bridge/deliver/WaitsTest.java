package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.spool.ClaimRequest;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** When the bridge asks Microsoft again, and when it does not. */
class WaitsTest {
    private static final Duration GIVE_UP = Duration.ofDays(2);
    private static final Account ONE = account("t1", "app1", "a@contoso.example");
    private static final Status BUSY = Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy"));
    private static final Status NO_MAILBOX = Status.never(
            FailureScope.MAILBOX,
            Reply.of(550, "5.2.1", "ErrorNonExistentMailbox").withRemedy("Check it."));

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.stoppedAt("2026-12-01T08:00:00Z");

    private static Account account(String tenant, String client, String mailbox) {
        return Account.of(tenant, client, Credential.secret("the secret of " + client), mailbox)
                .withRoads(List.of(RoadName.GRAPH));
    }

    private QueueLife queue(Duration giveUp, Duration patience) throws Exception {
        return new QueueLife(folder, giveUp, patience, Map.of());
    }

    private static Status throttled(Duration wait) {
        return Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "throttled"))
                .withRetryAfter(wait);
    }

    @ParameterizedTest
    @ValueSource(longs = {3601, 86_400, 259_200, 999_999_999})
    void G4_aMailboxWaitsForAnHourAtMost(long seconds) throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(throttled(Duration.ofSeconds(seconds)));
            queue.send("a@example.org");
            queue.untilIdle();
            assertThat(queue.asked).hasSize(1);
            queue.answers(QueueLife.SENT);
            queue.send("b@example.org");
            queue.untilIdle();
            assertThat(queue.asked).as("the mailbox is paused").hasSize(1);

            queue.pass(Duration.ofMinutes(73));

            assertThat(queue.entries()).isEmpty();
        }
    }

    @Test
    void G4_nothingIsTriedAfterItsEndAndItEndsInTime() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        try (QueueLife queue = queue(minute, Duration.ZERO).warm()) {
            queue.clock.advance(Duration.ofMinutes(5));
            Instant arrival = queue.clock.instant();
            queue.answers(throttled(Duration.ofSeconds(999_999_999)));
            queue.send("a@example.org");
            queue.untilIdle();
            assertThat(queue.only().due()).isEqualTo(arrival.plus(minute));

            queue.pass(minute);

            await().untilAsserted(() -> assertThat(queue.reports).containsExactly(arrival.plus(minute)));
            assertThat(queue.asked).hasSize(1);
            assertThat(queue.only().sender())
                    .as("the report, which waits for the mailbox")
                    .isEmpty();
        }
    }

    @Test
    void G4_anOperatorsRetryAsksAtOnceAndOnlyForThatMail() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(throttled(Duration.ofHours(1)));
            queue.send("a@example.org");
            queue.untilIdle();
            queue.send("b@example.org");
            queue.untilIdle();
            assertThat(queue.asked).hasSize(1);

            Entry second = queue.entries().get(1);
            queue.spool.retryNow(second.id());
            queue.untilIdle();
            assertThat(queue.asked).hasSize(2);
            assertThat(queue.spool.show(second.id()).orElseThrow().forced()).isFalse();
            queue.pass(Duration.ofSeconds(30));
            assertThat(queue.asked).as("once").hasSize(2);
        }
    }

    @Test
    void G4_anOperatorsRetryPassesTheBreaker() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(NO_MAILBOX);
            for (int i = 0; i < 3; i++) {
                queue.send(i + "@example.org");
                queue.untilIdle();
            }
            queue.send("d@example.org");
            queue.untilIdle();
            assertThat(queue.asked).as("the breaker is open").hasSize(3);
            queue.answers(QueueLife.SENT);
            queue.spool.retryNow(queue.entries().get(3).id());
            queue.untilIdle();
            assertThat(queue.asked).hasSizeGreaterThan(3);
            assertThat(queue.entries())
                    .as("what was delivered closed the breaker")
                    .hasSizeLessThan(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "7, 7", "20, 20"})
    void R4_theTimeThatMicrosoftNamesIsTheTime(long asked, long waited) throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(throttled(Duration.ofSeconds(asked)));
            queue.send("a@example.org");
            queue.pass(Duration.ofSeconds(waited * 6 + 2));

            assertThat(queue.asked).hasSizeGreaterThanOrEqualTo(5);
            for (int i = 1; i < queue.asked.size(); i++) {
                assertThat(Duration.between(queue.asked.get(i - 1), queue.asked.get(i)))
                        .isBetween(Duration.ofSeconds(waited), Duration.ofMillis(waited * 1200));
            }
        }
    }

    /** Else a server that names two seconds for ever is asked 86,400 times in two days. */
    @Test
    void R4_aTimeThatIsNotKeptIsNotBelievedForEver() {
        Status asked = BUSY.withRetryAfter(Duration.ofSeconds(2));
        Instant now = clock.instant();
        List<Long> waits = new ArrayList<>();
        for (int tries = 1; tries <= 30; tries++) {
            Instant next = RetryDelays.STANDARD.next(tries, asked, now, new Random(tries));
            waits.add(Duration.between(now, next).toSeconds());
        }
        assertThat(waits.subList(0, 10)).allSatisfy(wait -> assertThat(wait).isEqualTo(2));
        assertThat(waits.get(10)).isBetween(15L, 18L);
        assertThat(waits.get(29)).isBetween(1800L, 2160L);
    }

    @Test
    void B1_aMessageThatWasNotTriedIsPutOffAndTheReplySaysSo() {
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        for (int i = 0; i < 3; i++) {
            gate.learn(ONE, NO_MAILBOX);
        }
        Status refused = gate.pass(ONE, AttemptPriority.NO).orElseThrow();

        assertThat(refused.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(refused.reply().code()).isEqualTo(451);
        assertThat(refused.reply().enhanced()).hasToString("4.2.1");
        assertThat(refused.reply().text())
                .contains("did not contact Microsoft 365")
                .contains("until 2026-12-01T08:01:00Z")
                .contains("ErrorNonExistentMailbox");
        assertThat(refused.reply().remedy()).contains("Check it.");
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
    }

    @Test
    void B1_aMailboxThatIsPausedIsPutOffAndTheReplySaysSo() {
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        gate.learn(ONE, throttled(Duration.ofMinutes(10)));
        Status refused = gate.pass(ONE, AttemptPriority.NO).orElseThrow();
        assertThat(refused.reply().code()).isEqualTo(451);
        assertThat(refused.reply().text())
                .contains("did not contact Microsoft 365")
                .contains("until 2026-12-01T08:10:00Z");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureScope.class,
            names = {"MAILBOX", "ACCOUNT", "TENANT"})
    void B2_anAccountThatHasNeverDeliveredIsAlwaysAsked(FailureScope blame) throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20))) {
            queue.answers(Status.never(blame, Reply.of(550, "5.7.1", "ErrorAccessDenied")));
            for (int i = 0; i < 5; i++) {
                assertThat(queue.send("a@example.org").reply().code()).isEqualTo(550);
            }
            assertThat(queue.asked).hasSize(5);
            queue.answers(throttled(Duration.ofMinutes(10)));
            queue.send("b@example.org");
            queue.answers(QueueLife.SENT);

            assertThat(queue.send("c@example.org").reply().text()).startsWith("Accepted");
        }
    }

    /** What pauses, and who else is paused by it. */
    @ParameterizedTest
    @CsvSource({
        "MAILBOX, t1, app1, a@contoso.example, true",
        "MAILBOX, t1, app1, b@contoso.example, false",
        "MAILBOX, t1, app2, a@contoso.example, false",
        "ACCOUNT, t1, app1, b@contoso.example, true",
        "ACCOUNT, t1, app2, a@contoso.example, false",
        "TENANT,  t1, app2, b@contoso.example, true",
        "TENANT,  t2, app1, a@contoso.example, false"
    })
    void aPauseReachesAsFarAsItsCause(
            FailureScope blame, String tenant, String client, String mailbox, boolean paused) {
        Account other = account(tenant, client, mailbox).withName("other");
        SendPermit waiting = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        waiting.learn(ONE, Status.later(blame, Reply.of(451, "4.3.2", "busy")).withRetryAfter(Duration.ofMinutes(5)));
        assertThat(waiting.pass(ONE, AttemptPriority.NO)).isPresent();
        assertThat(waiting.pass(other, AttemptPriority.NO).isPresent()).isEqualTo(paused);
        assertThat(waiting.room(other, 4, AttemptPriority.NO)).isEqualTo(paused ? ClaimRequest.PAUSED : 4);

        SendPermit broken = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        for (int i = 0; i < 3; i++) {
            broken.learn(ONE, Status.never(blame, Reply.of(550, "5.7.1", "blocked")));
        }
        assertThat(broken.pass(ONE, AttemptPriority.NO)).isPresent();
        assertThat(broken.pass(other, AttemptPriority.NO).isPresent()).isEqualTo(paused);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureScope.class,
            names = {"SESSION", "MESSAGE", "RECIPIENT"})
    void whatSaysNothingOfTheNextMessagePausesNothing(FailureScope blame) {
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(0, clock), clock);
        gate.learn(ONE, Status.later(blame, Reply.of(451, "4.3.2", "busy")).withRetryAfter(Duration.ofMinutes(5)));
        assertThat(gate.pass(ONE, AttemptPriority.NO)).isEmpty();
    }

    @Test
    void C3_aPauseEndsThoughTheClockIsPutBack() {
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(1, clock), clock);
        Account smtp = ONE.withRoads(List.of(RoadName.SMTP));
        gate.learn(smtp, throttled(Duration.ofMinutes(30)));
        for (int i = 0; i < 3; i++) {
            gate.learn(smtp, NO_MAILBOX);
        }
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        assertThat(gate.pass(smtp, AttemptPriority.NO)).isEmpty();
        gate.end(smtp);
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        assertThat(gate.pass(smtp, AttemptPriority.PAST_PAUSES))
                .as("the minute of the pace")
                .isEmpty();
    }

    @Test
    void C3_whatIsDueFartherAwayThanAnyWaitIsDueNow() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.clock.advance(Duration.ofDays(1));
            queue.answers(BUSY);
            for (int i = 0; i < 5; i++) {
                queue.send(i + "@example.org");
            }
            queue.untilIdle();
            queue.answers(QueueLife.SENT);

            queue.clock.set(queue.clock.instant().minus(Duration.ofDays(1)));
            queue.untilIdle();

            assertThat(queue.entries()).isEmpty();
        }
    }

    @Test
    void C3_aClockThatJumpsAheadBouncesNothingAtOnce() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(BUSY);
            queue.send("a@example.org");
            queue.pass(Duration.ofMinutes(2));

            queue.clock.set(queue.clock.instant().plus(Duration.ofDays(3)));
            queue.pass(Duration.ofMinutes(55));
            assertThat(queue.reports).isEmpty();
            assertThat(queue.only().state()).isEqualTo(State.QUEUED);

            queue.pass(Duration.ofMinutes(10));
            await("after an hour by a clock that was not set").until(() -> queue.reports.size() == 1);
        }
    }

    /** As a machine that was off over a long weekend, and boots before its network. */
    @Test
    void C3_anOldQueueIsNotBouncedAtTheStart() throws Exception {
        Instant start;
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(BUSY);
            queue.send("a@example.org");
            queue.untilIdle();
            start = queue.clock.instant();
        }
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO)) {
            queue.answers(BUSY);
            queue.clock.set(start.plus(Duration.ofDays(3)));
            queue.pass(Duration.ofMinutes(30));
            assertThat(queue.reports).isEmpty();
            queue.answers(QueueLife.SENT);
            queue.pass(Duration.ofMinutes(30));
            assertThat(queue.entries()).isEmpty();
            assertThat(queue.reports).isEmpty();
        }
    }

    @Test
    void C3_anArrivalInTheFutureDoesNotKeepAMessageForYears() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.clock.advance(Duration.ofDays(3650));
            queue.answers(BUSY);
            queue.send("a@example.org");
            queue.untilIdle();
            queue.clock.set(queue.clock.instant().minus(Duration.ofDays(3650)));
            queue.pass(GIVE_UP.plusHours(1));
            await().until(() -> queue.reports.size() == 1);
            assertThat(queue.entries()).isEmpty();
        }
    }

    @Test
    void aHiccupCostsASecondAndNotFifteen() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            queue.answers(mail -> QueueLife.all(mail, queue.asked.size() == 1 ? BUSY : QueueLife.SENT));
            assertThat(queue.send("a@example.org").reply().text()).startsWith("Accepted");
            assertThat(Duration.between(queue.asked.get(0), queue.asked.get(1))).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aHiccupIsRetriedOnceWhileTheClientWaits() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            queue.answers(BUSY);
            assertThat(queue.send("a@example.org").reply().text()).startsWith("Queued as");
            assertThat(queue.asked).hasSize(2);
            Entry entry = queue.only();
            assertThat(entry.tries()).isEqualTo(2);
            assertThat(Duration.between(queue.clock.instant(), entry.due()))
                    .isBetween(Duration.ofMillis(14_999), Duration.ofSeconds(18));
        }
    }

    @Test
    void aHiccupOfQueuedMailIsRetriedAfterASecondToo() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(mail -> QueueLife.all(mail, queue.asked.size() == 1 ? BUSY : QueueLife.SENT));
            queue.send("a@example.org");
            queue.pass(Duration.ofSeconds(2));
            assertThat(queue.entries()).isEmpty();
        }
    }

    @Test
    void whatIsNoHiccupIsNotRepeatedWhileTheClientWaits() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            List<Status> others = List.of(
                    throttled(Duration.ofSeconds(1)),
                    BUSY.withRetryAfter(Duration.ofSeconds(1)),
                    Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "full")),
                    Status.inDoubt(Reply.of(451, "4.4.2", "lost")));
            for (Status status : others) {
                queue.asked.clear();
                queue.answers(status);
                queue.send("a@example.org");
                assertThat(queue.asked).as(status.toString()).hasSizeLessThanOrEqualTo(1);
                queue.pass(Duration.ofHours(2));
            }
        }
    }

    /** A server that hangs up after 20 refused recipients: of 240 good and 60 bad all good ones have it at once. */
    @Test
    void C13_afterProgressTheNextAttemptFollowsAtOnce() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            queue.answers(mail -> {
                Map<String, Status> statuses = new LinkedHashMap<>();
                int[] bad = {0};
                mail.envelope().recipients().forEach(to -> {
                    boolean refused = to.startsWith("bad") && bad[0] < 20;
                    bad[0] += refused ? 1 : 0;
                    boolean hungUp = bad[0] >= 20 && !refused;
                    statuses.put(to, refused ? UNKNOWN : hungUp ? BUSY : QueueLife.SENT);
                });
                return Outcome.of(statuses, "smtp", "");
            });
            String[] to = new String[300];
            for (int i = 0; i < to.length; i++) {
                to[i] = (i < 60 ? "bad" : "good") + i + "@example.org";
            }
            Instant begin = queue.clock.instant();
            queue.send(to);
            queue.untilIdle();

            assertThat(queue.entries()).isEmpty();
            assertThat(queue.clock.instant()).isEqualTo(begin);
            assertThat(queue.asked).hasSize(4);
        }
    }

    private static final Status UNKNOWN = Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "unknown"));

    @Test
    void C8_queuedIsSaidOnlyOfWhatIsQueued() throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            queue.answers(mail ->
                    Outcome.of(Map.of("good@example.org", QueueLife.SENT, "bad@example.org", UNKNOWN), "smtp", ""));
            assertThat(queue.send("good@example.org", "bad@example.org").reply().text())
                    .startsWith("Accepted by Microsoft 365 for 1 of 2 recipients and refused for the others")
                    .doesNotContain("the message to the others is queued");
            queue.answers(mail -> Outcome.of(
                    Map.of("good@example.org", QueueLife.SENT, "late@example.org", throttled(Duration.ofMinutes(5))),
                    "smtp",
                    ""));
            assertThat(queue.send("good@example.org", "late@example.org")
                            .reply()
                            .text())
                    .startsWith("Sent to some recipients; the message to the others is queued as ");
        }
    }

    @Test
    void whatIsQueuedForTheOtherRecipientsIsNotLoggedAsNotSent() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.bridge.deliver");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (QueueLife queue = queue(GIVE_UP, Duration.ofSeconds(20)).warm()) {
            queue.answers(mail -> Outcome.of(
                    Map.of("queued-1@example.org", QueueLife.SENT, "queued-2@example.org", UNKNOWN), "smtp", ""));
            assertThat(queue.send("queued-1@example.org", "queued-2@example.org")
                            .entry())
                    .isNotEmpty();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("queued-2@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner@local", "scanner@printer", "alert@nas.lan", "x@host.internal", "y@a.invalid"})
    void N11_aReportToASenderThatNoMailReachesIsAnAlert(String sender) throws Exception {
        try (QueueLife queue = queue(GIVE_UP, Duration.ZERO).warm()) {
            queue.answers(Status.never(FailureScope.MESSAGE, Reply.of(550, "5.7.60", "ErrorSendAsDenied")));
            queue.sendAs(sender, "a@example.org");
            queue.untilIdle();
            assertThat(queue.reports).isEmpty();
            assertThat(queue.only().state()).isEqualTo(State.DEAD);
            assertThat(queue.only().reason()).contains("ErrorSendAsDenied");
        }
    }
}
