package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.sandbox.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaker and rate limiter at the edges of their times. */
class PausesTest {
    private static final Account ACCOUNT = Account.of("t", "c", Credential.secret("s"), "a@contoso.example");
    private static final Status BLOCKED = Status.never(FailureScope.MAILBOX, Reply.of(550, "5.2.1", "blocked"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock clock = MutableClock.stoppedAt("2026-12-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 2", "5, 4", "6, 8", "7, 16", "8, 30", "9, 30", "99, 30"})
    void theSuspensionDoublesUpToHalfAnHour(int failures, int minutes) {
        CircuitBreaker breaker = failed(failures);

        assertThat(breaker.state(ACCOUNT).orElseThrow().until())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
        clock.advance(Duration.ofMinutes(minutes).minusMillis(1));
        assertThat(breaker.state(ACCOUNT)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(breaker.state(ACCOUNT)).isEmpty();
    }

    @Test
    void aProbeRunsFromTheEndOfASuspensionUntilAnAttemptSucceeds() {
        assertThat(failed(0).isProbing(ACCOUNT)).isFalse();
        assertThat(failed(2).isProbing(ACCOUNT)).isFalse();
        CircuitBreaker breaker = failed(3);
        assertThat(breaker.isProbing(ACCOUNT)).as("suspended").isFalse();
        clock.advance(MINUTE);
        assertThat(breaker.isProbing(ACCOUNT)).as("the suspension has ended").isTrue();
        breaker.learn(ACCOUNT, Status.accepted(Reply.of(250, "2.0.0", "OK")));
        assertThat(breaker.isProbing(ACCOUNT)).as("it works again").isFalse();
    }

    @Test
    void theProbeHasAMinuteForItself() {
        CircuitBreaker breaker = failed(3);
        clock.advance(MINUTE);
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
        clock.advance(MINUTE.minusMillis(1));
        assertThat(breaker.resting(ACCOUNT)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(breaker.resting(ACCOUNT)).as("the next probe").isEmpty();
    }

    /** Asking does not suspend an account that has failed fewer than three times. */
    @Test
    void twoFailuresSuspendNothingHoweverOftenTheyAreAskedFor() {
        CircuitBreaker breaker = failed(2);
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
        assertThat(breaker.resting(ACCOUNT)).isEmpty();
    }

    /** As long as the clock went back by no more than the longest suspension, the suspension is believed. */
    @Test
    void aSuspensionSetBeforeTheClockWentBackEnds() {
        CircuitBreaker breaker = failed(8);
        assertThat(breaker.state(ACCOUNT)).isPresent();
        clock.set(clock.instant().minusMillis(1));
        assertThat(breaker.state(ACCOUNT)).isEmpty();
    }

    private CircuitBreaker failed(int times) {
        CircuitBreaker breaker = new CircuitBreaker(clock);
        for (int i = 0; i < times; i++) {
            breaker.learn(ACCOUNT, BLOCKED);
        }
        return breaker;
    }

    @Test
    void aMessageCountsForExactlyAMinute() {
        RateLimiter limiter = new RateLimiter(1, clock);
        limiter.take("a");
        limiter.end("a");
        clock.advance(MINUTE.minusMillis(1));
        assertThat(limiter.take("a")).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(limiter.take("a")).isZero();
    }

    @Test
    void aMessageBeyondTheLimitCountsToo() {
        RateLimiter limiter = new RateLimiter(2, clock);
        assertThat(limiter.free("a")).isEqualTo(2);
        limiter.takeBeyond("a");
        assertThat(limiter.free("a")).isEqualTo(1);
        limiter.takeBeyond("a");
        limiter.takeBeyond("a");
        assertThat(limiter.free("a")).isZero();
        limiter.end("a");
        assertThat(limiter.free("a")).as("two under way, one ended").isZero();
        clock.advance(MINUTE);
        assertThat(limiter.take("a")).as("two under way").isPositive();
    }

    @Test
    void withoutALimitNothingIsCounted() {
        RateLimiter limiter = new RateLimiter(0, clock);
        limiter.takeBeyond("a");
        limiter.end("a");
        assertThat(limiter.take("a")).isZero();
        assertThat(limiter.free("a")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anEndThatLiesInTheFutureIsForgotten() {
        RateLimiter limiter = new RateLimiter(1, clock);
        limiter.take("a");
        limiter.end("a");
        assertThat(limiter.free("a")).as("at the same moment").isZero();
        clock.set(clock.instant().minusMillis(1));
        assertThat(limiter.free("a")).isEqualTo(1);
    }

    @Test
    void theLimitPerMinuteFollowsTheSettings() {
        RateLimiter limiter = new RateLimiter(0, clock);
        assertThat(limiter.take("a")).isZero();
        limiter.limit(1);
        limiter.end("a");
        assertThat(limiter.take("a"))
                .as("what began without a limit is not counted")
                .isZero();
        assertThat(limiter.take("a")).isPositive();
        limiter.limit(2);
        assertThat(limiter.take("a")).isZero();
        limiter.limit(0);
        assertThat(limiter.free("a")).isEqualTo(Integer.MAX_VALUE);
    }
}
