package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same over TLS: connections are kept, closed ones are noticed, sessions are resumed, deadlines hold. */
class HttpTlsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final TestKeys keys = TestKeys.of("-keyalg", "EC", "-dname", "CN=localhost");
    private final AtomicInteger signatures = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final MutableClock clock = MutableClock.stopped();
    private SSLContext context;
    private Http http;

    @TempDir
    Path folder;

    @BeforeEach
    void contexts() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new CountingKeys(manager)}, null, null);
        Path pem = Files.writeString(folder.resolve("ca.pem"), keys.certificatePem());
        http = Http.standard(HttpOptions.standard().withTrust(pem).withNanoTime(clock::nanos));
    }

    /** @param each how many requests a connection serves before the server closes it */
    private Wire server(String protocol, int each) throws IOException {
        Wire[] self = new Wire[1];
        self[0] = new Wire(raw -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
            socket.setEnabledProtocols(new String[] {protocol});
            for (int i = 0; i < each && self[0].readRequest(socket) != null; i++) {
                requests.incrementAndGet();
                socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
            }
            socket.close();
            raw.close();
            closed.incrementAndGet();
        });
        return self[0];
    }

    private int send(Wire wire) throws IOException {
        URI uri = URI.create("https://127.0.0.1:" + wire.port() + "/");
        return http.send(Request.of("POST", uri, Duration.ofSeconds(10)).body(new SomeBytes(100_000)))
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aConnectionServesManyRequestsAlsoAfterItWasLookedAt(String protocol) throws Exception {
        try (Wire wire = server(protocol, 100)) {
            for (int i = 0; i < 5; i++) {
                assertThat(send(wire)).isEqualTo(200);
                clock.advance(Duration.ofSeconds(5));
            }
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClosedConnectionIsNoticedEvenAtOnceAndTheSessionResumed(String protocol) throws Exception {
        try (Wire wire = server(protocol, 1)) {
            for (int i = 1; i <= 4; i++) {
                assertThat(send(wire)).isEqualTo(200);
                int sent = i;
                Awaitility.await().until(() -> closed.get() == sent);
            }
            assertThat(requests).hasValue(4);
            assertThat(wire.connections()).isEqualTo(4);
            assertThat(signatures).as("handshakes with a certificate").hasValue(1);
        }
    }

    @Test
    void aWriteThatIsStuckEndsAtTheDeadline() throws Exception {
        try (Wire wire = new Wire(raw -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, null, false);
            socket.startHandshake();
            Awaitility.await().until(() -> closed.get() > 0); // reads nothing
        })) {
            URI uri = URI.create("https://127.0.0.1:" + wire.port() + "/");
            SomeBytes body = new SomeBytes(30_000_000);
            HttpFailure failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    HttpFailure.class,
                    () -> http.send(
                            Request.of("PUT", uri, Duration.ofSeconds(1)).body(body)));
            closed.incrementAndGet();
            assertThat(failure).hasMessageContaining("did not answer in time");
            assertThat(failure.mayHaveArrived()).isFalse();
            assertThat(body.stillOpen()).isZero();
        }
    }

    /** Counts how often the key is needed, which is once for each handshake that resumes nothing. */
    private final class CountingKeys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager manager;

        private CountingKeys(X509ExtendedKeyManager manager) {
            this.manager = manager;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            signatures.incrementAndGet();
            return manager.getPrivateKey(alias);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return manager.getClientAliases(type, issuers);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return manager.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return manager.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return manager.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return manager.getCertificateChain(alias);
        }
    }
}
