package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code shutdownNow}, {@code Future.cancel(true)} and a container that stops interrupt threads that send. */
class HttpInterruptTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    private static final int LARGE = 30_000_000;

    private final Http http = Http.standard(HttpOptions.standard());
    private final List<Answer> answers = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();
    private boolean flag;

    private Thread sender(Wire wire, int size) {
        return new Thread(() -> {
            try {
                answers.add(http.send(Request.of("POST", wire.uri("/"), TIMEOUT).body(new SomeBytes(size))));
            } catch (IOException e) {
                failures.add(e);
            }
            flag = Thread.currentThread().isInterrupted();
        });
    }

    private void assertSentOnce(Thread sender, Wire wire) throws InterruptedException {
        sender.join(TIMEOUT.toMillis());
        assertThat(failures).isEmpty();
        assertThat(answers).extracting(Answer::status).containsExactly(202);
        assertThat(wire.heads()).hasSize(1);
        assertThat(flag).as("the flag stays set").isTrue();
    }

    @Test
    void D1_anInterruptBeforeTheSendDisturbsNothing() throws Exception {
        try (Wire wire = Wire.answering(ACCEPTED)) {
            Thread.currentThread().interrupt();
            Answer answer = http.send(Request.of("POST", wire.uri("/"), TIMEOUT).body(new SomeBytes(9)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(wire.heads()).hasSize(1);
        }
    }

    @Test
    void D1_anInterruptWhileTheServerWorksDisturbsNothing() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Wire[] self = new Wire[1];
        try (Wire wire = new Wire(socket -> {
            self[0].readRequest(socket);
            await(interrupted);
            socket.getOutputStream().write(ACCEPTED.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        })) {
            self[0] = wire;
            Thread sender = sender(wire, 9);
            sender.start();
            Awaitility.await().until(() -> wire.heads().size() == 1);
            sender.interrupt();
            Awaitility.await().during(Duration.ofMillis(100)).until(sender::isAlive);
            interrupted.countDown();
            assertSentOnce(sender, wire);
        }
    }

    @Test
    void D1_anInterruptWhileTheBodyIsWrittenDisturbsNothing() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Wire[] self = new Wire[1];
        try (Wire wire = new Wire(socket -> {
            await(interrupted); // the buffers on the way are full by then, and the write waits
            self[0].readRequest(socket);
            socket.getOutputStream().write(ACCEPTED.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        })) {
            self[0] = wire;
            Thread sender = sender(wire, LARGE);
            sender.start();
            Awaitility.await().until(() -> wire.connections() == 1);
            sender.interrupt();
            Awaitility.await().during(Duration.ofMillis(100)).until(sender::isAlive);
            interrupted.countDown();
            assertSentOnce(sender, wire);
        }
    }

    @Test
    void D1_interruptsAtAnyMomentOfManySends() throws Exception {
        try (Wire wire = Wire.answering(ACCEPTED)) {
            int mails = 200;
            Thread sender = new Thread(() -> {
                for (int i = 0; i < mails; i++) {
                    try {
                        answers.add(http.send(
                                Request.of("POST", wire.uri("/"), TIMEOUT).body(new SomeBytes(40_000))));
                    } catch (IOException e) {
                        failures.add(e);
                    }
                }
            });
            sender.start();
            while (sender.isAlive()) {
                sender.interrupt();
                Thread.onSpinWait();
            }
            assertThat(failures).isEmpty();
            assertThat(answers).hasSize(mails).allMatch(answer -> answer.status() == 202);
            assertThat(wire.heads()).hasSize(mails);
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(15, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
