package io.github.ferrypost.bridge.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
    @Test
    void aRunThatFailsDoesNotEndTheNext() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        Runnable task = () -> {
            runs.countDown();
            throw new IllegalStateException("a bug");
        };
        try (PeriodicTask periodic = PeriodicTask.start("failing", Duration.ofMillis(1), task)) {
            periodic.wake();
            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
