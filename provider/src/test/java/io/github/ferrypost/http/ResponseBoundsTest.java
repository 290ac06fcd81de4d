package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server can do to a client that reads: everything ends, and nothing grows without a bound. */
class ResponseBoundsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final Http http = Http.standard(HttpOptions.standard());

    private HttpFailure failure(Wire wire, Duration timeout) {
        return catchThrowableOfType(
                HttpFailure.class,
                () -> http.send(Request.of("POST", wire.uri("/"), timeout).body(new SomeBytes(3))));
    }

    private Answer get(String response) throws IOException {
        try (Wire wire = Wire.answering(response)) {
            return http.send(Request.of("GET", wire.uri("/"), LONG));
        }
    }

    /** Sends the beginning, then the rest again and again for as long as it is read. */
    private static Wire endless(String beginning, String rest, long pauseMillis) throws IOException {
        Wire[] self = new Wire[1];
        self[0] = new Wire(socket -> {
            self[0].readRequest(socket);
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout((int) Math.max(1, pauseMillis));
            while (true) {
                out.write(rest.getBytes(StandardCharsets.US_ASCII));
                if (pauseMillis > 0) {
                    pause(socket);
                }
            }
        });
        return self[0];
    }

    private static void pause(java.net.Socket socket) throws IOException {
        try {
            socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException e) {
            assertThat(e).isNotNull(); // the pause is over
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", OK + "X: y", OK + "Content-Length: 1000000\r\n\r\n", OK + "\r\n"})
    void aResponseThatTricklesEndsAtTheDeadline(String beginning) throws IOException {
        try (Wire wire = endless(beginning, "T", 20)) {
            long start = System.nanoTime();
            HttpFailure failure = failure(wire, Duration.ofMillis(500));
            assertThat(failure).hasMessageContaining("did not answer in time");
            assertThat(failure.mayHaveArrived()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), LONG.dividedBy(4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nX: ', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'",
        "'HTTP/1.1 200 OK\r\n', 'A: b\r\n'",
        "'HTTP/1.1 200 OK\r\nX: y\r\n', ' folded\r\n'",
        "'HTTP', 'PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP'",
        "'', 'HTTP/1.1 100 Continue\r\n\r\n'",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '0000000000000000000000000000000000000'",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;', 'extensionextensionextensionextension'",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n', 'trailer: trailer\r\n'",
    })
    void anEndlessHeadEnds(String beginning, String rest) throws IOException {
        try (Wire wire = endless(beginning, rest, 0)) {
            assertThat(failure(wire, LONG)).hasMessageContaining("did not answer with HTTP");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 999999999999999\r\n\r\n', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
        "'\r\n', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
        "'Transfer-Encoding: chunked\r\n\r\n', '20\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n'",
        "'Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\n', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
    })
    void ofAnEndlessBodyTheFirstMegabyteIsKept(String beginning, String rest) throws IOException {
        try (Wire wire = endless(OK + beginning, rest, 0)) {
            Answer answer = http.send(Request.of("GET", wire.uri("/"), LONG));
            assertThat(answer.text()).hasSize(1 << 20).matches("x+");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 1x\r\n\r\nx",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
                "no colon\r\n\r\n",
            })
    void whatIsNotHttpIsRefused(String rest) throws IOException {
        try (Wire wire = Wire.answering(OK + rest)) {
            assertThat(failure(wire, LONG)).hasMessageContaining("did not answer with HTTP");
        }
    }

    @Test
    void aBodyIsReadWhateverItsFraming() throws IOException {
        assertThat(get(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\ndefghijklm\r\n0\r\nT: r\r\n\r\n")
                        .text())
                .isEqualTo("abcdefghijklm");
        assertThat(get("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n").text())
                .isEmpty();
        assertThat(get("\r\nHTTP/1.1 200\r\nContent-Length: 1\r\nX:  a \r\n b\r\n\r\nx")
                        .header("x"))
                .contains("a b");
    }

    @Test
    void interimResponsesAreSkippedAndNoneIsAskedFor() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
                + OK + "Content-Length: 2\r\n\r\nok")) {
            Answer answer = http.send(Request.of("POST", wire.uri("/"), LONG).body(new SomeBytes(1_000_000)));
            assertThat(answer.text()).isEqualTo("ok");
            assertThat(answer.header("Link")).isEmpty();
            assertThat(wire.heads().get(0)).doesNotContainIgnoringCase("expect");
        }
    }

    @Test
    void aServerThatRefusesALargeBodyBeforeItsEndIsHeard() throws IOException {
        try (Wire wire = new Wire(socket -> {
            socket.getInputStream().readNBytes(1000);
            socket.getOutputStream()
                    .write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            // reads on for a while, as servers do so that the response is not lost with a reset
            socket.getInputStream().readNBytes(5_000_000);
        })) {
            Answer answer = null;
            HttpFailure failure = null;
            try {
                answer = http.send(Request.of("POST", wire.uri("/"), LONG).body(new SomeBytes(30_000_000)));
            } catch (HttpFailure e) {
                failure = e;
            }
            // where the reset overtakes the response, what is left is that nothing was processed
            if (failure != null) {
                assertThat(failure.mayHaveArrived()).isFalse();
            } else {
                assertThat(answer.status()).isEqualTo(413);
            }
        }
    }
}
