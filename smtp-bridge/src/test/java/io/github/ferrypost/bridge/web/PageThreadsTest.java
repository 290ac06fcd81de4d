package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PageThreadsTest {
    @Test
    void SEC1_anErrorThatEndsAJobOfThePageIsReported() throws Exception {
        AtomicReference<String> reported = new AtomicReference<>();
        PageThreads threads = new PageThreads((thread, cause) -> reported.set(thread + " " + cause));
        threads.start();
        try {
            threads.execute(() -> {
                throw new IllegalStateException("answered by Jetty's own logging");
            });
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(done::countDown);
            done.await();
            assertThat(reported.get()).isNull();
            threads.execute(() -> {
                throw new NoClassDefFoundError("as planned");
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> reported.get() != null);
            assertThat(reported.get()).matches("ferrypost-page-\\d+ java.lang.NoClassDefFoundError: as planned");
        } finally {
            threads.stop();
        }
    }
}
