package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConnectionAcceptorTest {
    @Test
    void SEC1_anAcceptorThatDiesIsReportedAndNoLongerCountsAsListening() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        EssentialThreads threads = new EssentialThreads((thread, cause) -> failures.add(thread + ": " + cause));
        try (ConnectionAcceptor acceptor =
                new ConnectionAcceptor(threads, 1, Runnable::run, ConnectionAcceptorTest::failAsATestWantsIt)) {
            acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread thread = new Thread(() -> accept(acceptor), "ferrypost-listen-x");
            thread.start();
            await().atMost(Duration.ofSeconds(10)).until(acceptor::isAccepting);
            try (Socket client = new Socket(acceptor.getInetAddress(), acceptor.getLocalPort())) {
                assertThat(client.isConnected()).isTrue();
            }
            thread.join(10_000);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(failures)
                            .containsExactly("ferrypost-listen-x: java.lang.OutOfMemoryError: as a test wants it"));
            assertThat(acceptor.isAccepting()).isFalse();
        }
    }

    @Test
    void R2_aSessionWithoutAThreadIsClosedAndTheAcceptorGoesOn() throws IOException {
        SessionThreads sessions = new SessionThreads(task -> {
            throw new OutOfMemoryError("unable to create native thread, as a test wants it");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> sessions.execute(() -> {}))
                .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
    }

    private static void accept(ConnectionAcceptor acceptor) {
        try {
            acceptor.accept();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void failAsATestWantsIt(Socket socket) {
        throw new OutOfMemoryError("as a test wants it");
    }
}
