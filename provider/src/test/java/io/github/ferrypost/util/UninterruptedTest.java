package io.github.ferrypost.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedWaitGoesOnAndTheFlagIsSetAfterwards() throws Exception {
        Semaphore semaphore = new Semaphore(0);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            boolean acquired = Uninterrupted.<Boolean, RuntimeException>await(
                    LONG, nanos -> semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS));
            flag.complete(acquired && Thread.currentThread().isInterrupted());
        });
        waiting.start();
        waiting.interrupt();
        semaphore.release();
        assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLimitHoldsForAnInterruptedThreadToo() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Uninterrupted.<String, Exception>await(
                        Duration.ofMillis(10),
                        nanos -> new CompletableFuture<String>().get(nanos, TimeUnit.NANOSECONDS)))
                .isInstanceOf(TimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void whatTheWaitThrowsIsThrown() {
        CompletableFuture<String> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IllegalStateException("as planned"));
        assertThatThrownBy(() ->
                        Uninterrupted.<String, Exception>await(LONG, nanos -> failed.get(nanos, TimeUnit.NANOSECONDS)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("as planned");
    }

    @Test
    void sleepsForTheWholeTimeInAnInterruptedThread() {
        Thread.currentThread().interrupt();
        long begin = System.nanoTime();
        Uninterrupted.sleep(Duration.ofMillis(20));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000L);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
