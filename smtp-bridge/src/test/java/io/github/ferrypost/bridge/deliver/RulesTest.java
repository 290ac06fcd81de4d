package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.road.SenderMailboxes;
import io.github.ferrypost.sandbox.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules of delivery, which are functions of what happened and what time it is. */
class RulesTest {
    private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");
    private static final Account ACCOUNT = Account.of("t", "c", Credential.secret("s"), "a@contoso.example");
    private static final Account OTHER_APP = Account.of("t", "c2", Credential.secret("s2"), "a@contoso.example");
    private static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "OK"));
    private static final Status BUSY = Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "busy"));
    private static final Status UNKNOWN_USER = Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "unknown"));
    private static final Status EXPIRED = Status.never(
            FailureScope.ACCOUNT, Reply.of(535, "5.7.8", "AADSTS7000222").withRemedy("renew it"));
    private static final Status DOUBT = Status.inDoubt(Reply.of(451, "4.4.2", "no answer"));

    private final MutableClock clock = MutableClock.stoppedAt(START);

    @Test
    void waitsDoubleUpToTheLongestWithUpToAFifthAdded() {
        RetryDelays backoff = new RetryDelays(Duration.ofSeconds(10), Duration.ofSeconds(60));
        for (int tries = 1; tries <= 100; tries++) {
            long wait = Duration.between(START, backoff.next(tries, BUSY, START, new Random(tries)))
                    .toMillis();
            long least = tries == 1 ? 10_000 : tries == 2 ? 20_000 : tries == 3 ? 40_000 : 60_000;
            assertThat(wait).isBetween(least, least * 12 / 10);
        }
    }

    @Test
    void neverSoonerThanTheOtherSideAsked() {
        Status asked = BUSY.withRetryAfter(Duration.ofMinutes(10));
        Instant next = RetryDelays.STANDARD.next(1, asked, START, new Random(1));
        assertThat(next).isAfterOrEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void anOutcomeIsDividedByRecipient() {
        Map<String, Status> statuses = new LinkedHashMap<>();
        statuses.put("a@x", ACCEPTED);
        statuses.put("b@x", BUSY);
        statuses.put("c@x", UNKNOWN_USER);
        statuses.put("d@x", DOUBT);

        OutcomeSplit ruling = OutcomeSplit.of(Outcome.of(statuses, "smtp", ""), true);

        assertThat(ruling.done()).containsOnlyKeys("a@x");
        assertThat(ruling.pending()).containsOnlyKeys("b@x", "d@x");
        assertThat(ruling.failed()).containsOnlyKeys("c@x");
        assertThat(ruling.isInDoubt()).isTrue();
        assertThat(ruling.isRefused()).isFalse();
    }

    @Test
    void anAccountsFaultWaitsOnlyWhereTheAccountHasEverDelivered() {
        Outcome outcome = Outcome.of(Map.of("a@x", EXPIRED), "graph", "");

        assertThat(OutcomeSplit.of(outcome, false).isRefused()).isTrue();
        Status softened = OutcomeSplit.of(outcome, true).pending().get("a@x");
        assertThat(softened.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(softened.reply().code()).isEqualTo(451);
        assertThat(softened.reply().enhanced()).hasToString("4.7.8");
        assertThat(softened.reply().remedy()).contains("renew it");
    }

    @Test
    void whatIsWrongWithTheMessageIsRefusedWhoeverSends() {
        Status tooLarge = Status.never(FailureScope.MESSAGE, Reply.of(552, "5.3.4", "too large"));
        assertThat(OutcomeSplit.of(Outcome.of(Map.of("a@x", tooLarge), "graph", ""), true)
                        .isRefused())
                .isTrue();
    }

    @Test
    void threeFaultsOfTheAccountPutItToRest() {
        CircuitBreaker breaker = new CircuitBreaker(clock);
        assertThat(breaker.learn(ACCOUNT, EXPIRED)).isFalse();
        assertThat(breaker.learn(ACCOUNT, EXPIRED)).isFalse();
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
        assertThat(breaker.learn(ACCOUNT, EXPIRED)).as("the alert").isTrue();

        assertThat(breaker.resting(ACCOUNT).orElseThrow().cause()).isEqualTo(EXPIRED);
        assertThat(breaker.resting(OTHER_APP)).isEmpty();
    }

    @Test
    void afterTheRestOneTryIsLetThrough() {
        CircuitBreaker breaker = new CircuitBreaker(clock);
        for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
            breaker.learn(ACCOUNT, EXPIRED);
        }
        clock.advance(Duration.ofMinutes(1));

        assertThat(breaker.resting(ACCOUNT)).as("the probe").isEmpty();
        assertThat(breaker.resting(ACCOUNT)).as("beside the probe").isPresent();
        assertThat(breaker.learn(ACCOUNT, EXPIRED)).as("no second alert").isFalse();
        assertThat(breaker.resting(ACCOUNT).orElseThrow().until())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));

        breaker.learn(ACCOUNT, ACCEPTED);
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
        assertThat(breaker.state(ACCOUNT)).isEmpty();
    }

    @Test
    void aBusyServerOrABadRecipientIsNobodysRest() {
        CircuitBreaker breaker = new CircuitBreaker(clock);
        for (int i = 0; i < 10; i++) {
            breaker.learn(ACCOUNT, BUSY);
            breaker.learn(ACCOUNT, UNKNOWN_USER);
        }
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
    }

    @Test
    void noMoreThanTheRateInAnyMinute() {
        RateLimiter pacer = new RateLimiter(3, clock);
        assertThat(pacer.take("a")).isZero();
        pacer.end("a");
        clock.advance(Duration.ofSeconds(20));
        assertThat(pacer.take("a")).isZero();
        assertThat(pacer.take("a")).isZero();
        pacer.end("a");
        pacer.end("a");
        assertThat(pacer.take("a")).isEqualTo(Duration.ofSeconds(40));
        assertThat(pacer.take("b")).as("another mailbox").isZero();
        clock.advance(Duration.ofSeconds(40));
        assertThat(pacer.take("a")).isZero();
        assertThat(pacer.take("a")).isEqualTo(Duration.ofSeconds(20));
        assertThat(new RateLimiter(0, clock).take("a")).isZero();
    }

    /** Exchange counts it at some time during the try, and whoever counts it too early runs into the limit. */
    @Test
    void theMinuteOfAMessageBeginsWhenItsTryHasEnded() {
        RateLimiter pacer = new RateLimiter(2, clock);
        pacer.take("a");
        pacer.take("a");
        assertThat(pacer.take("a")).as("none has ended").isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofSeconds(10));
        pacer.end("a");
        clock.advance(Duration.ofSeconds(55));
        assertThat(pacer.take("a")).isEqualTo(Duration.ofSeconds(5));
        assertThat(pacer.free("a")).isZero();
        clock.advance(Duration.ofSeconds(5));
        assertThat(pacer.free("a")).isEqualTo(1);
        assertThat(pacer.take("a")).isZero();
    }

    /** Else a mailbox whose tries fail here would have no place left in its minute, for ever. */
    @Test
    void aTryThatFailsInsideTheBridgeHasEndedToo() {
        Account paced = ACCOUNT.withRoads(List.of(RoadName.SMTP));
        SendPermit gate = new SendPermit(new CircuitBreaker(clock), new RateLimiter(1, clock), clock);
        DeliveryAttempts attempts = new DeliveryAttempts(
                new BrokenRoads(),
                gate,
                new DeliveryHistory(Optional.empty()),
                DeliveryListener.NONE,
                new SenderMailboxes(clock));
        Submission mail =
                new Submission(Envelope.of("a@contoso.example", List.of("x@example.org")), ByteSource.of(new byte[0]));
        assertThatIllegalStateException().isThrownBy(() -> attempts.attempt(mail, paced));
        assertThat(attempts.room(paced, 3)).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(attempts.room(paced, 3)).isEqualTo(1);
    }

    private static final class BrokenRoads extends StatelessRoads {
        @Override
        public Outcome carry(Submission submission, Account account) {
            throw new IllegalStateException("a fault of our own");
        }

        @Override
        public Status signIn(Account account) {
            return ACCEPTED;
        }

        @Override
        public long largest(Account account) {
            return 1;
        }
    }
}
