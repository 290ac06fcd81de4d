package io.github.ferrypost.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.util.AdaptiveLimit.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-27T12:00:00Z");
    private final AdaptiveLimit limit = new AdaptiveLimit(4, QUIET, clock);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    private Permit take() {
        return limit.acquire(Duration.ZERO).orElseThrow();
    }

    private List<Permit> take(int permits) {
        List<Permit> taken = new ArrayList<>();
        for (int i = 0; i < permits; i++) {
            taken.add(take());
        }
        return taken;
    }

    @Test
    void asManyAsTheMaximumAndNoMore() {
        Permit first = take(4).get(0);
        assertThat(limit.acquire(Duration.ofMillis(5))).isEmpty();
        first.release();
        assertThat(limit.acquire(Duration.ZERO)).isPresent();
        assertThat(limit.held()).isEqualTo(4);
    }

    @Test
    void C4_twoRefusalsOfFourOpenTogetherLeaveTwo() {
        List<Permit> open = take(4);
        open.get(3).lower();
        open.get(1).lower();
        assertThat(limit.limit()).isEqualTo(2);
        assertThat(limit.acquire(Duration.ZERO))
                .as("two are open still, and that is the limit")
                .isEmpty();
        open.get(0).release();
        assertThat(limit.acquire(Duration.ZERO)).isPresent();
    }

    @Test
    void C4_oneIsLeftHoweverManyRefuse() {
        take(4).forEach(Permit::lower);
        take().lower();
        assertThat(limit.limit()).isEqualTo(1);
        assertThat(limit.acquire(Duration.ZERO)).isPresent();
    }

    @Test
    void C4_growsByOneAfterEachQuietPeriodUpToTheMaximum() {
        take(3).forEach(Permit::lower);
        clock.advance(QUIET.minusMillis(1));
        assertThat(limit.limit()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(limit.limit()).isEqualTo(2);
        clock.advance(QUIET);
        assertThat(limit.limit()).isEqualTo(3);
        clock.advance(Duration.ofDays(400_000));
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void C4_aRefusalAfterGrowthTakesBackOneAndBeginsANewQuietPeriod() {
        take(2).forEach(Permit::lower);
        clock.advance(QUIET.plus(QUIET.dividedBy(2)));
        assertThat(limit.limit()).isEqualTo(3);
        take().lower();
        assertThat(limit.limit()).isEqualTo(2);
        clock.advance(QUIET.minusMillis(1));
        assertThat(limit.limit()).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        assertThat(limit.limit()).isEqualTo(3);
    }

    @Test
    void C3_aClockThatIsSetBackDelaysGrowthByOnePeriodAtMost() {
        take().lower();
        clock.advance(Duration.ofDays(-365));
        assertThat(limit.limit()).isEqualTo(3);
        clock.advance(QUIET);
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void growthIsGivenToThoseThatWaitWhenAPermitComesBack() {
        List<Permit> open = take(4);
        open.get(0).lower();
        open.get(1).lower();
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        waiting("a", false, order, 1);
        waiting("b", false, order, 2);
        clock.advance(QUIET);
        open.get(2).release();
        await().until(() -> order.size() == 2);
    }

    @Test
    void firstComeFirstServedAndOneThatWasRefusedBeforeAll() throws Exception {
        List<Permit> open = take(4);
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        waiting("first", false, order, 1);
        waiting("second", false, order, 2);
        waiting("refused before", true, order, 3);
        for (String expected : List.of("refused before", "first", "second")) {
            open.remove(0).release();
            assertThat(order.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    /** A thread that waits for a permit, and adds its name when it has one; returns when it waits. */
    private void waiting(String name, boolean again, BlockingQueue<String> order, int queueLength) {
        Thread thread = new Thread(() -> {
            if ((again ? limit.acquireAgain(LONG) : limit.acquire(LONG)).isPresent()) {
                order.add(name);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING && limit.waiting() == queueLength);
    }

    @Test
    void whoGaveUpWaitingIsNotServed() {
        List<Permit> open = take(4);
        assertThat(limit.acquire(Duration.ofMillis(5))).isEmpty();
        open.get(0).release();
        assertThat(limit.held()).isEqualTo(3);
        assertThat(limit.waiting()).isZero();
    }

    @Test
    void D1_anInterruptDoesNotEndTheWaitAndTheFlagIsSetAfterwards() throws Exception {
        List<Permit> open = take(4);
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            boolean granted = limit.acquire(LONG).isPresent();
            result.complete(granted && Thread.currentThread().isInterrupted());
        });
        thread.start();
        await().until(() -> limit.waiting() == 1);
        thread.interrupt();
        open.get(0).release();
        assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void D1_aThreadThatIsInterruptedAlreadyGetsItsPermit() {
        Thread.currentThread().interrupt();
        assertThat(limit.acquire(Duration.ZERO)).isPresent();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aPermitEndsOnce() {
        Permit permit = take();
        take();
        permit.lower();
        permit.lower();
        permit.release();
        assertThat(limit.held()).isEqualTo(1);
        assertThat(limit.limit()).isEqualTo(3);
    }

    @Test
    void aLimitThatLetsNobodyInIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveLimit(0, QUIET, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdaptiveLimit(1, Duration.ZERO, clock));
    }
}
