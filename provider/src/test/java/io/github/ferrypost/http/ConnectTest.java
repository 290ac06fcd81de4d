package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of a host's addresses is used, and what is said if none can be. */
class ConnectTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    /** A route to it never exists: Linux refuses to connect to a broadcast address. */
    private static final String UNREACHABLE = "255.255.255.255";

    private final List<String> asked = new ArrayList<>();

    private Http resolving(String... addresses) {
        return Http.standard(HttpOptions.standard()
                .withConnectTimeout(Duration.ofSeconds(3))
                .withLookup(host -> {
                    asked.add(host);
                    InetAddress[] all = new InetAddress[addresses.length];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = InetAddress.getByName(addresses[i]);
                    }
                    return all;
                }));
    }

    private static URI local(Wire wire) {
        return URI.create("http://localhost:" + wire.port() + "/");
    }

    @Test
    void C7_anAddressWithoutARouteIsFollowedByTheNext() throws IOException {
        try (Wire wire = Wire.answering(OK)) {
            Http http = resolving(UNREACHABLE, "2001:db8::1", UNREACHABLE, "127.0.0.1");
            for (int i = 0; i < 2; i++) {
                assertThat(http.send(Request.of("POST", local(wire), TIMEOUT)).status())
                        .isEqualTo(200);
            }
            assertThat(asked).containsExactly("localhost", "localhost");
        }
    }

    @Test
    void C7_anAddressThatRefusesIsFollowedByTheNext() throws IOException {
        try (Wire wire = Wire.answering(OK)) {
            assertThat(resolving("127.0.0.2", "127.0.0.1")
                            .send(Request.of("POST", local(wire), TIMEOUT))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void C7_withoutARouteTheTextSaysUnreachable() {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> resolving(UNREACHABLE).send(Request.of("POST", URI.create("http://localhost:1/"), TIMEOUT)));
        assertThat(failure).hasMessageContaining("localhost:1 is unreachable");
        assertThat(failure.mayHaveArrived()).isFalse();
    }

    @Test
    void C7_aRefusalTellsMoreThanAMissingRoute() throws IOException {
        int port = freePort();
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class,
                () -> resolving("127.0.0.1", UNREACHABLE)
                        .send(Request.of("POST", URI.create("http://localhost:" + port + "/"), TIMEOUT)));
        assertThat(failure).hasMessageContaining("refused the connection");
    }

    @Test
    void C7_aHostThatHasIpv6Only() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            Thread answering = new Thread(() -> {
                try (var socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(OK.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    Thread.currentThread().interrupt();
                }
            });
            answering.start();
            URI uri = URI.create("http://localhost:" + server.getLocalPort() + "/");
            assertThat(resolving(UNREACHABLE, "::1")
                            .send(Request.of("GET", uri, TIMEOUT))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void D15_theDeadlineOfTheExchangeIsNotToldAsTheTimeToConnect() throws IOException {
        // accepts and never speaks TLS
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/");
            Http http = Http.standard(HttpOptions.standard());
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> http.send(Request.of("POST", uri, Duration.ofMillis(200))));
            assertThat(failure).hasMessageContaining("did not answer in time");
            assertThat(failure.mayHaveArrived()).isFalse();
            Http hasty = Http.standard(HttpOptions.standard().withConnectTimeout(Duration.ofMillis(200)));
            assertThat(catchThrowableOfType(HttpFailure.class, () -> hasty.send(Request.of("POST", uri, TIMEOUT))))
                    .hasMessageContaining("did not accept the connection in time");
        }
    }

    @Test
    void aNameThatIsUnknownIsToldAsSuch() {
        Http http = Http.standard(HttpOptions.standard().withLookup(host -> {
            throw new UnknownHostException(host);
        }));
        assertThat(catchThrowableOfType(
                        HttpFailure.class,
                        () -> http.send(Request.of("GET", URI.create("https://login.example/"), TIMEOUT))))
                .hasMessageContaining("the name of login.example cannot be resolved");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
