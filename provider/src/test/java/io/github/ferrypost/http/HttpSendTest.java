package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpSendTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private final Http http = Http.standard(HttpOptions.standard());

    @Test
    void theRequestGoesOutAsItIsGivenByHttp11() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 202 Accepted\r\nrequest-ID: 7\r\nContent-Length: 2\r\n\r\nok")) {
            Answer answer = http.send(Request.of("POST", wire.uri("/v1.0/x?y=%20z"), TIMEOUT)
                    .header("client-Request-Id", "abc")
                    .body(new SomeBytes(5)));

            assertThat(wire.heads().get(0))
                    .startsWith("POST /v1.0/x?y=%20z HTTP/1.1\r\n")
                    .contains("\r\nclient-Request-Id: abc\r\n", "\r\nContent-Length: 5\r\n")
                    .doesNotContainIgnoringCase("upgrade", "transfer-encoding");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Request-Id")).contains("7");
            assertThat(answer.text()).isEqualTo("ok");
        }
    }

    @Test
    void aPostWithoutBodyTellsItsLengthOfZero() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")) {
            http.send(Request.of("POST", wire.uri("/send"), TIMEOUT));
            assertThat(wire.heads().get(0)).contains("\r\nContent-Length: 0\r\n");
        }
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        try (Wire wire =
                Wire.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(http.send(Request.of("GET", wire.uri("/"), TIMEOUT)).status())
                    .isEqualTo(302);
        }
    }

    @Test
    void ofALongAnswerOnlyTheFirstMegabyteIsKept() throws IOException {
        try (Wire wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "a".repeat(3000000))) {
            assertThat(http.send(Request.of("GET", wire.uri("/"), TIMEOUT)).text())
                    .hasSize(1 << 20);
        }
    }

    @Test
    void aLargeBodyIsStreamedWholeAndItsStreamClosed() throws IOException {
        SomeBytes body = new SomeBytes(20_000_000);
        try (Wire wire = Wire.answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(http.send(Request.of("PUT", wire.uri("/"), TIMEOUT).body(body))
                            .status())
                    .isEqualTo(202);
        }
        assertThat(body.stillOpen()).isZero();
    }

    @Test
    void plainHttpIsRefusedOutsideThisMachine() {
        for (String address :
                new String[] {"http://192.0.2.1/", "http://localhost.evil.example/", "http://127.0.0.1.x/"}) {
            assertThatThrownBy(() -> http.send(Request.of("GET", URI.create(address), TIMEOUT)))
                    .isInstanceOfSatisfying(
                            HttpFailure.class,
                            e -> assertThat(e.mayHaveArrived()).isFalse())
                    .hasMessageContaining("plain http");
        }
        assertThatThrownBy(() -> http.send(Request.of("GET", URI.create("ftp://127.0.0.1/"), TIMEOUT)))
                .hasMessageContaining("not an HTTP address");
    }

    @Test
    void aTokenThatCannotBeSentIsNotQuoted() {
        Request request = Request.of("GET", URI.create("http://127.0.0.1:1/"), TIMEOUT)
                .header("Authorization", "Bearer THE-TOKEN\r\nX: y");
        assertThatThrownBy(() -> http.send(request))
                .isInstanceOf(HttpFailure.class)
                .hasMessageContaining("Authorization")
                .hasNoCause()
                .message()
                .doesNotContain("THE-TOKEN");
    }

    @Test
    void theSettingOfAProxyIsObeyedButNotForLoopback() throws IOException {
        try (Wire proxy = Wire.answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
                Wire wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Http through = Http.standard(HttpOptions.standard().withProxy("127.0.0.1", proxy.port()));
            assertThat(through.send(Request.of("GET", wire.uri("/"), TIMEOUT)).status())
                    .isEqualTo(200);
            assertThat(proxy.connections()).isZero();

            Request request = Request.of("POST", URI.create("https://login.invalid/x"), TIMEOUT)
                    .body(new SomeBytes(3));
            assertThatThrownBy(() -> through.send(request))
                    .isInstanceOfSatisfying(
                            HttpFailure.class,
                            e -> assertThat(e.mayHaveArrived()).isFalse())
                    .hasMessageContaining("through the proxy 127.0.0.1:" + proxy.port());
            assertThat(proxy.heads().get(0)).startsWith("CONNECT login.invalid:443");
        }
    }

    @Test
    void theAnswerIsReadAsUtf8() throws IOException {
        String utf8 = new String("ä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (Wire wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + utf8)) {
            assertThat(http.send(Request.of("GET", wire.uri("/"), TIMEOUT)).text())
                    .isEqualTo("ä");
        }
    }
}
