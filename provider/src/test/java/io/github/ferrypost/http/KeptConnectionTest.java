package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.sandbox.MutableClock;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are kept for the next request, and what happens when the server has closed them meanwhile. */
class KeptConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final MutableClock clock = MutableClock.stopped();
    private final Http http = Http.standard(HttpOptions.standard().withNanoTime(this::nanos));
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** May overflow, as System.nanoTime may. */
    private long nanos() {
        return Long.MAX_VALUE - 5 + clock.nanos();
    }

    private Answer send(String method, Wire wire) throws HttpFailure {
        Request request = Request.of(method, wire.uri("/"), TIMEOUT);
        return http.send(method.equals("POST") || method.equals("PUT") ? request.body(new SomeBytes(9)) : request);
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    /** Answers the first request, and does {@code second} to the connection when it has read another. */
    private Wire closingAtTheSecond(Wire.Talk second) throws IOException {
        Wire[] self = new Wire[1];
        AtomicInteger connection = new AtomicInteger();
        self[0] = new Wire(socket -> {
            sockets.add(socket);
            boolean first = connection.getAndIncrement() == 0;
            for (int i = 0; self[0].readRequest(socket) != null; i++) {
                if (first && i == 1) {
                    second.with(socket);
                    return;
                }
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
            }
        });
        return self[0];
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (Wire wire = Wire.answering(OK)) {
            for (int i = 0; i < 5; i++) {
                send("POST", wire);
                pass(20);
            }
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatWasIdleForLongIsNotUsedAgainAndIsClosed() throws IOException {
        try (Wire wire = closingAtTheSecond(socket -> {})) {
            send("POST", wire);
            pass(26);
            send("POST", wire);
            assertThat(wire.connections()).isEqualTo(2);
            awaitClosed(sockets.get(0));
        }
    }

    @Test
    void theServersOwnLimitIsObeyed() throws IOException {
        try (Wire wire =
                Wire.answering("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n")) {
            send("POST", wire);
            pass(3);
            send("POST", wire);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void whatCannotBeKeptIsNot(String response) throws IOException {
        try (Wire wire = Wire.answering(response)) {
            send("POST", wire);
            send("POST", wire);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    /** As a server that restarts, or a firewall that resets. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatTheServerHasClosedIsNoticedAndAPostGoesByAFreshOne(boolean reset) throws IOException {
        Wire[] self = new Wire[1];
        try (Wire wire = new Wire(socket -> {
            self[0].readRequest(socket);
            socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            sockets.add(socket);
        })) {
            self[0] = wire;
            for (int i = 1; i <= 3; i++) {
                assertThat(send("POST", wire).status()).isEqualTo(200);
                int sent = i;
                Awaitility.await()
                        .until(() ->
                                sockets.size() == sent && sockets.get(sent - 1).isClosed());
                pass(2);
            }
            assertThat(wire.heads()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void whatChangesSomethingIsNeverSentTwice(String method) throws IOException {
        try (Wire wire = closingAtTheSecond(socket -> {})) {
            send(method, wire);
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> send(method, wire));
            assertThat(failure.mayHaveArrived()).isTrue();
            assertThat(failure).hasMessageContaining("closed the connection before it answered");
            assertThat(wire.heads()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void whatMayBeCarriedOutTwiceIsRepeatedOnceOnAFreshConnection(String method) throws IOException {
        try (Wire wire = closingAtTheSecond(socket -> {})) {
            send(method, wire);
            assertThat(send(method, wire).status()).isEqualTo(200);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsRepeatedOnceAResponseHasBegun() throws IOException {
        try (Wire wire = closingAtTheSecond(
                socket -> socket.getOutputStream().write("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII)))) {
            send("GET", wire);
            assertThat(catchThrowableOfType(HttpFailure.class, () -> send("GET", wire)))
                    .isNotNull();
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsRepeatedOnAFreshConnection() throws IOException {
        Wire[] self = new Wire[1];
        try (Wire wire = new Wire(socket -> self[0].readRequest(socket))) {
            self[0] = wire;
            assertThat(catchThrowableOfType(HttpFailure.class, () -> send("GET", wire)))
                    .isNotNull();
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatIsOpenedEarlyServesTheFirstRequest() throws IOException {
        try (Wire wire = Wire.answering(OK)) {
            for (int i = 0; i < 3; i++) {
                http.prepare(List.of(wire.uri("/"), URI.create("http://192.0.2.1/")));
                assertThat(send("POST", wire).status()).isEqualTo(200);
            }
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void anEarlyConnectionThatFailsIsToldToTheFirstRequestAndTheSecondTriesAgain() throws IOException {
        Wire wire = Wire.answering(OK);
        URI uri = wire.uri("/");
        wire.close();
        http.prepare(List.of(uri));
        for (int i = 0; i < 2; i++) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> http.send(Request.of("POST", uri, TIMEOUT).body(new SomeBytes(9))));
            assertThat(failure).hasMessageContaining("refused the connection");
            assertThat(failure.mayHaveArrived()).isFalse();
        }
    }

    @Test
    void anEarlyConnectionThatTheServerHasClosedIsReplaced() throws IOException {
        AtomicInteger accepted = new AtomicInteger();
        Wire[] self = new Wire[1];
        try (Wire wire = new Wire(socket -> {
            sockets.add(socket);
            if (accepted.getAndIncrement() > 0 && self[0].readRequest(socket) != null) {
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            self[0] = wire;
            http.prepare(List.of(wire.uri("/")));
            Awaitility.await().until(() -> !sockets.isEmpty() && sockets.get(0).isClosed());
            assertThat(send("POST", wire).status()).isEqualTo(200);
        }
    }

    @Test
    void closingTheClientClosesItsConnectionsAndItCanStillBeUsed() throws IOException {
        try (Wire wire = closingAtTheSecond(socket -> {})) {
            send("POST", wire);
            http.close();
            awaitClosed(sockets.get(0));
            assertThat(send("POST", wire).status()).isEqualTo(200);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    @Test
    void D16_noThreadIsLeftAfterASmallRequestAndSoonNoneAfterALargeOne() throws IOException {
        try (Wire wire = Wire.answering(OK)) {
            send("POST", wire);
            assertThat(threads()).isEmpty();
            http.send(Request.of("PUT", wire.uri("/"), TIMEOUT).body(new SomeBytes(1_000_000)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> threads().isEmpty());
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ferrypost-http") || name.startsWith("HttpClient-"))
                .toList();
    }

    private static void awaitClosed(Socket socket) {
        Awaitility.await()
                .until(() -> socket.isClosed() || socket.getInputStream().read() < 0);
    }
}
