package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.smtp.SmtpProbe;
import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can stand between here and Microsoft, each told apart. */
class NetworkTest {
    private final Practice practice = new Practice();

    @AfterEach
    void close() {
        practice.close();
    }

    @Test
    void theNameIsUnknown() {
        practice.set("endpoint.graph", "https://graph.invalid");
        Finding finding = practice.expect("graph-reachable", "DNS server", "DNS-Server");
        assertThat(finding.seen().key()).isEqualTo("seen.network-dns");
    }

    @Test
    void theNameOfTheSmtpServerIsUnknown() {
        practice.set("roads", "smtp").set("endpoint.smtp", "smtp.invalid:587");
        assertThat(practice.onlyFault("smtp-reachable").seen().key()).isEqualTo("seen.network-dns");
    }

    @Test
    void nobodyListens() throws IOException {
        practice.set("endpoint.graph", "http://127.0.0.1:" + freePort());
        Finding finding = practice.expect("graph-reachable", "firewall", "Firewall");
        assertThat(finding.seen().key()).isEqualTo("seen.network-refused");
    }

    @Test
    void theProxyIsNotThere() throws IOException {
        practice.set("endpoint.graph", "https://graph.example").set("proxy", "127.0.0.1:" + freePort());
        DoctorReport report;
        try (Doctor doctor = Doctor.standard(Settings.of(practice.settings))) {
            report = doctor.examine(DoctorRequest.of(Settings.of(practice.settings), ""), finding -> {});
        }
        Finding finding = report.finding("graph-reachable").orElseThrow();
        assertThat(finding.seen().key()).isEqualTo("seen.network-proxy");
        assertThat(Practice.remedies(finding, Language.DE)).contains("ferrypost.proxy");
    }

    @Test
    void tlsIsOpenedOnTheWay() throws Exception {
        // what an intercepting proxy shows to a client: a certificate of an authority that Java does not know
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=Corporate Proxy CA");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        try {
            practice.set(
                    "endpoint.graph", "https://127.0.0.1:" + server.getAddress().getPort());
            Finding finding = practice.expect("graph-reachable", "ferrypost.endpoint.trust", "Virenscanner");
            assertThat(finding.seen().key()).isEqualTo("seen.network-certificate");
            assertThat(finding.seen().in(Language.EN)).contains("Corporate Proxy CA");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void droppedPacketsARefusalAndTlsAreToldApart() {
        Throwable timedOut = new SSLHandshakeException("handshake").initCause(new SocketTimeoutException("timed out"));
        assertThat(NetworkChecks.kind(new HttpFailure("no connection", false, timedOut)))
                .isEqualTo("timeout");
        assertThat(NetworkChecks.kind(new HttpFailure("no", false, new ConnectException("refused"))))
                .isEqualTo("refused");
        assertThat(NetworkChecks.kind(new HttpFailure("no", false, new SSLHandshakeException("protocol_version"))))
                .isEqualTo("tls");
        assertThat(NetworkChecks.kind(new HttpFailure("no", true, null))).isEqualTo("broken");
    }

    @Test
    void theProxyWantsALogin() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
        });
        proxy.start();
        try {
            practice.set(
                    "endpoint.login", "http://127.0.0.1:" + proxy.getAddress().getPort());
            assertThat(practice.onlyFault("login-reachable").seen().key()).isEqualTo("seen.proxy-login");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void aFirewallTakesStartTlsOut() throws Exception {
        try (ServerSocket server = serve("220 *********\r\n", "250-hello\r\n250-XXXXXXXA\r\n250 SIZE 157286400\r\n")) {
            practice.set("roads", "smtp").set("endpoint.smtp", "127.0.0.1:" + server.getLocalPort());
            practice.expect("smtp-reachable", "SMTP inspection", "SMTP-Prüfung");
        }
    }

    @Test
    void aServerThatIsGoneBeforeQuitHasStillAnswered() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> {
                try {
                    Socket socket = server.accept();
                    socket.getOutputStream()
                            .write("220 hello\r\n250-hello\r\n250 STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownInput();
                    socket.shutdownOutput();
                    return socket;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            SmtpProbe probe = SmtpProbe.of("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(15));

            assertThat(probe.offersStartTls()).isTrue();
            accepted.get().close();
        }
    }

    /** Says one thing after the other to whoever connects, each after it has heard something but the first. */
    private static ServerSocket serve(String... words) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                for (String word : words) {
                    out.write(word.getBytes(StandardCharsets.US_ASCII));
                    if (socket.getInputStream().read(new byte[4096]) < 0) {
                        return;
                    }
                }
            } catch (IOException e) {
                // the doctor is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
