package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(30));

    private static Optional<Duration> delay(int attempts, long elapsedMillis, double random) {
        return POLICY.delay(attempts, Duration.ofMillis(elapsedMillis), Optional.empty(), random);
    }

    @Test
    void D2_delaysDoubleUpToEightSeconds() {
        List<Long> delays = new ArrayList<>();
        for (int attempts = 1; attempts <= 40; attempts++) {
            delays.add(delay(attempts, 0, 1).orElseThrow().toMillis());
        }
        assertThat(delays.subList(0, 6)).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L);
        assertThat(delays).allMatch(delay -> delay > 0 && delay <= 8000);
    }

    @Test
    void D2_clientsThatWereRefusedTogetherDoNotComeBackTogether() {
        assertThat(delay(3, 0, 0)).hasValue(Duration.ofSeconds(1));
        assertThat(delay(3, 0, 1)).hasValue(Duration.ofSeconds(2));
    }

    @Test
    void D2_theLastDelayEndsWithTheMaximumDuration() {
        assertThat(delay(7, 29_000, 1)).hasValue(Duration.ofSeconds(1));
        assertThat(delay(7, 30_000, 1)).isEmpty();
        assertThat(delay(7, 300_000, 1)).isEmpty();
    }

    @Test
    void D2_retryAfterIsWhenToRetryAndNoLowerBound() {
        assertThat(POLICY.delay(9, Duration.ZERO, Optional.of(Duration.ofSeconds(1)), 0))
                .hasValue(Duration.ofSeconds(1));
        assertThat(POLICY.delay(1, Duration.ZERO, Optional.of(Duration.ofSeconds(29)), 0))
                .hasValue(Duration.ofSeconds(29));
    }

    @Test
    void D2_aRetryAfterBeyondTheMaximumDurationIsNotWaitedForAtAll() {
        for (Duration wait :
                List.of(Duration.ofSeconds(31), Duration.ofHours(1), Duration.ofSeconds(Long.MAX_VALUE / 4))) {
            assertThat(POLICY.delay(1, Duration.ZERO, Optional.of(wait), 1)).isEmpty();
        }
    }

    @Test
    void D2_zeroIsOneAttempt() {
        RetryPolicy single = new RetryPolicy(Duration.ZERO);
        assertThat(single.delay(1, Duration.ZERO, Optional.empty(), 0)).isEmpty();
        assertThat(single.delay(1, Duration.ZERO, Optional.of(Duration.ZERO), 0))
                .isEmpty();
    }

    @Test
    void D2_theProgramsOwnLimitHoldsWhereItIsShorter() {
        RetryPolicy shorter = POLICY.within(Optional.of(Duration.ofSeconds(5)));
        assertThat(shorter.delay(1, Duration.ofSeconds(5), Optional.empty(), 1)).isEmpty();
        RetryPolicy same = POLICY.within(Optional.of(Duration.ofMinutes(5)));
        assertThat(same.delay(1, Duration.ofSeconds(30), Optional.empty(), 1)).isEmpty();
        assertThat(same.delay(1, Duration.ofSeconds(29), Optional.empty(), 1)).isPresent();
    }
}
