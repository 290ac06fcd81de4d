package io.github.ferrypost.bridge.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EssentialThreadsTest {
    private final Map<String, Throwable> reported = new ConcurrentHashMap<>();
    private final EssentialThreads threads = new EssentialThreads(reported::put);

    @Test
    void anErrorIsReportedWithTheNameOfItsThread() {
        OutOfMemoryError error = new OutOfMemoryError("as planned");
        threads.start("acceptor", () -> {
            throw error;
        });
        await().untilAsserted(() -> assertThat(reported).containsEntry("acceptor", error));
        assertThat(threads.failures()).containsExactly("acceptor");
    }

    @Test
    void aThreadThatReturnsHasFinished() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Thread thread = threads.start("courier", () -> {
            try {
                stop.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(threads.running()).containsExactly("courier");
        stop.countDown();
        thread.join();
        assertThat(threads.running()).isEmpty();
        assertThat(threads.failures()).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    void theProcessEndsWithItsOwnStatus() {
        List<Integer> statuses = new ArrayList<>();
        new ProcessExit(statuses::add).accept("acceptor", new OutOfMemoryError("as planned"));
        assertThat(statuses).containsExactly(ProcessExit.STATUS);
    }
}
