package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each way in which a request gets no answer: what is said, and whether it may have arrived. */
class HttpFailureTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);
    /** More than any socket buffers on the way hold. */
    private static final int LARGE = 30_000_000;

    private final Http http = Http.standard(HttpOptions.standard());

    private HttpFailure post(URI uri, int size, Duration timeout) {
        return post(http, uri, size, timeout);
    }

    private static HttpFailure post(Http http, URI uri, int size, Duration timeout) {
        return catchThrowableOfType(
                HttpFailure.class,
                () -> http.send(Request.of("POST", uri, timeout).body(new SomeBytes(size))));
    }

    private static void assertFailure(HttpFailure failure, boolean mayHaveArrived, String said) {
        assertThat(failure).hasMessageContaining(said);
        assertThat(failure.mayHaveArrived()).as(failure.toString()).isEqualTo(mayHaveArrived);
    }

    @Test
    void dns() {
        assertFailure(
                post(URI.create("https://no-such-host.invalid/"), 9, LONG),
                false,
                "no-such-host.invalid cannot be resolved (DNS)");
    }

    @Test
    void refused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertFailure(
                post(URI.create("http://127.0.0.1:" + port), 9, LONG),
                false,
                "127.0.0.1:" + port + " refused the connection");
    }

    @Test
    void connectTimeOut() throws IOException {
        // a listener that never accepts: once its queue is full, Linux drops further connection requests
        Http hasty = Http.standard(HttpOptions.standard().withConnectTimeout(Duration.ofMillis(500)));
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 200);
                } catch (IOException e) {
                    break;
                }
            }
            assertFailure(
                    post(hasty, URI.create("http://127.0.0.1:" + full.getLocalPort()), 9, LONG),
                    false,
                    "did not accept the connection in time");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void answerLost() throws IOException {
        try (Wire wire = talking((self, socket) -> self.readRequest(socket))) {
            assertFailure(post(wire.uri("/"), 9, LONG), true, "closed the connection before it answered");
        }
    }

    @Test
    void resetInTheMiddleOfTheBody() throws IOException {
        try (Wire wire = new Wire(socket -> {
            socket.getInputStream().readNBytes(1000);
            socket.setSoLinger(true, 0);
        })) {
            HttpFailure failure = post(wire.uri("/"), LARGE, LONG);
            assertThat(failure.mayHaveArrived()).as(failure.toString()).isFalse();
        }
    }

    @Test
    void timeOutAfterTheWholeRequest() throws IOException {
        try (Wire wire = talking((self, socket) -> {
            self.readRequest(socket);
            socket.getInputStream().read();
        })) {
            assertFailure(post(wire.uri("/"), 9, SHORT), true, "did not answer in time");
        }
    }

    @Test
    void timeOutInTheMiddleOfTheBody() throws IOException {
        try (Wire wire = new Wire(socket -> {
            InputStream in = socket.getInputStream();
            in.readNBytes(1000);
            awaitClosed(socket);
        })) {
            SomeBytes body = new SomeBytes(LARGE);
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> http.send(Request.of("POST", wire.uri("/"), SHORT).body(body)));
            assertFailure(failure, false, "did not answer in time");
            assertThat(body.stillOpen()).isZero();
        }
    }

    @Test
    void anAnswerThatNeverEnds() throws IOException {
        try (Wire wire = talking((self, socket) -> {
            self.readRequest(socket);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            awaitClosed(socket);
        })) {
            assertFailure(post(wire.uri("/"), 9, SHORT), true, "did not answer in time");
        }
    }

    @Test
    void notHttp() throws IOException {
        try (Wire wire = Wire.answering("220 smtp.example ESMTP\r\n")) {
            assertFailure(post(wire.uri("/"), 9, LONG), true, "127.0.0.1:" + wire.port());
        }
    }

    @Test
    void notTls() throws IOException {
        try (Wire mute = new Wire(socket -> socket.getOutputStream().write(new byte[200]))) {
            assertFailure(post(URI.create("https://127.0.0.1:" + mute.port()), 9, LONG), false, "TLS with 127.0.0.1");
        }
    }

    @Test
    void theBodyCannotBeRead() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")) {
            Request.Body gone = new Request.Body() {
                @Override
                public InputStream open() throws IOException {
                    throw new IOException("the spool is gone");
                }

                @Override
                public long length() {
                    return 10;
                }
            };
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> http.send(Request.of("POST", wire.uri("/"), LONG).body(gone)));
            assertFailure(failure, false, "the spool is gone");
        }
    }

    private interface Talk {
        void with(Wire self, Socket socket) throws IOException;
    }

    private static Wire talking(Talk talk) throws IOException {
        Wire[] self = new Wire[1];
        self[0] = new Wire(socket -> talk.with(self[0], socket));
        return self[0];
    }

    private static void awaitClosed(Socket socket) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            try {
                socket.getOutputStream().write(' ');
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }
}
