package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private final TestKeys keys =
            TestKeys.of("-keyalg", "RSA", "-dname", "CN=Corporate Proxy CA", "-ext", "san=dns:login.example");

    @TempDir
    Path folder;

    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Path pem() throws Exception {
        return Files.writeString(folder.resolve("ca.pem"), keys.certificatePem());
    }

    private static Request to(String host, int port) {
        return Request.of("POST", URI.create("https://" + host + ":" + port + "/"), Duration.ofSeconds(10))
                .body(new SomeBytes(10));
    }

    @Test
    void anUnknownAuthorityIsNamedAndTheProxyThoughtOf() {
        Http http = Http.standard(HttpOptions.standard());
        assertThatThrownBy(() -> http.send(to("127.0.0.1", port())))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.mayHaveArrived()).isFalse())
                .hasMessageContainingAll("issued by CN=Corporate Proxy CA", "a proxy", "ferrypost.endpoint.trust");
    }

    @Test
    void aFurtherAuthorityIsTrustedAndOnLoopbackTheNameDoesNotMatter() throws Exception {
        Http http = new Clients(HttpOptions.standard()).trusting(Optional.of(pem()));
        assertThat(http.send(to("127.0.0.1", port())).status()).isEqualTo(204);
    }

    @Test
    void elsewhereTheNameMatters() throws Exception {
        try (Wire proxy = tunnel()) {
            Http http = Http.standard(HttpOptions.standard().withTrust(pem()).withProxy("127.0.0.1", proxy.port()));
            assertThat(http.send(to("login.example", 443)).status()).isEqualTo(204);
            assertThatThrownBy(() -> http.send(to("graph.example", 443)))
                    .isInstanceOf(HttpFailure.class)
                    .hasMessageContainingAll("TLS with graph.example:443 through the proxy", "not trusted");
        }
    }

    @Test
    void aFileOfAuthoritiesThatCannotBeReadIsNamed() throws Exception {
        for (Path file :
                new Path[] {folder.resolve("missing.pem"), Files.writeString(folder.resolve("empty.pem"), "")}) {
            Http http = Http.standard(HttpOptions.standard().withTrust(file));
            assertThatThrownBy(() -> http.send(to("127.0.0.1", port())))
                    .isInstanceOfSatisfying(
                            HttpFailure.class,
                            e -> assertThat(e.mayHaveArrived()).isFalse())
                    .hasMessageContainingAll(file.toString(), "ferrypost.endpoint.trust");
        }
    }

    @Test
    void clientsAreSharedByTheirTrust() throws Exception {
        Clients clients = new Clients(HttpOptions.standard());
        Path pem = pem();
        assertThat(clients.trusting(Optional.of(pem))).isSameAs(clients.trusting(Optional.of(pem)));
        assertThat(clients.trusting(Optional.empty())).isNotSameAs(clients.trusting(Optional.of(pem)));
    }

    /** A proxy that leads every CONNECT to the server of this test. */
    private Wire tunnel() throws IOException {
        Wire[] self = new Wire[1];
        self[0] = new Wire(client -> {
            self[0].readRequest(client);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port())) {
                Thread back = new Thread(() -> copy(far, client));
                back.setDaemon(true);
                back.start();
                client.getInputStream().transferTo(far.getOutputStream());
            }
        });
        return self[0];
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
