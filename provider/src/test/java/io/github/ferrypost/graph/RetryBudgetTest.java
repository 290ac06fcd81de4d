package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.util.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final List<Duration> waits = new ArrayList<>();

    private static GraphResponse answer(int http, Optional<Duration> retryAfter) {
        return GraphResponse.of(new Answer(http, Map.of(), new byte[0]), "id", "", retryAfter);
    }

    @Test
    void D1_anInterruptDoesNotEndAWait() {
        Duration wait = Duration.ofMillis(50);
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        boolean lasts = new RetryBudget(Sleeper.REAL, 5).lastsAfter(answer(503, Optional.of(wait)));
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lasts).isTrue();
        assertThat(waited).isGreaterThanOrEqualTo(wait);
    }

    @Test
    void waitsTwiceAsLongEachTimeAndNotForEver() {
        RetryBudget patience = new RetryBudget(waits::add, 4);
        while (patience.lastsAfter(answer(503, Optional.empty()))) {
            assertThat(waits).hasSizeLessThan(10);
        }
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aPermanentRefusalIsNotWaitedFor() {
        assertThat(new RetryBudget(waits::add, 4).lastsAfter(answer(413, Optional.empty())))
                .isFalse();
        assertThat(waits).isEmpty();
    }
}
