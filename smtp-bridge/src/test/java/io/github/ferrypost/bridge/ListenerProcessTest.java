package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener of a bridge in a process of its own, as its clients meet it. */
class ListenerProcessTest {
    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** What every program has that sends to smtp.office365.com today: host and port are changed, and nothing else. */
    @Test
    void C1_aProgramThatUsesStartTlsWhenItIsOfferedNeedsNoNewSetting() throws Exception {
        settings(Map.of());
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            Properties properties = new Properties();
            properties.put("mail.smtp.class", "org.eclipse.angus.mail.smtp.SMTPTransport");
            properties.put("mail.smtp.host", "127.0.0.1");
            properties.put("mail.smtp.port", String.valueOf(port(bridge)));
            properties.put("mail.smtp.auth", "true");
            properties.put("mail.smtp.starttls.enable", "true");
            Session session = Session.getInstance(properties);
            MimeMessage message = new MimeMessage(session);
            message.setFrom(Sandbox.MAILBOX);
            message.setSubject("Hello");
            message.setText("Hello");
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(Sandbox.MAILBOX, "an old password");
                transport.sendMessage(message, InternetAddress.parse("a@customer.example"));
            }
            assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(30))).hasSize(1);
        }
    }

    @Test
    void C6_whoTrustsTheCertificateOfTheCommandCanVerifyTheBridge() throws Exception {
        settings(Map.of("ferrypost.bridge.starttls", "on", "ferrypost.bridge.name", "bridge.example"));
        String pem;
        try (Program command = Program.fromClasses(folder, Map.of(), "certificate")) {
            assertThat(command.exit()).isZero();
            pem = command.out();
        }
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            int port = port(bridge);
            for (String host : new String[] {"127.0.0.1", "localhost", "bridge.example", "::1"}) {
                try (Script script = Script.over(verified(pem, port, host, "TLSv1.3"))) {
                    script.run("c -> EHLO x\ns <~ 250 ENHANCEDSTATUSCODES");
                }
            }
            assertThatThrownBy(() -> verified(pem, port, "other.example", "TLSv1.3"))
                    .isInstanceOf(SSLException.class);
        }
        Path certificate = folder.resolve("ferrypost-spool").resolve("certificate.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate)))
                .isEqualTo("rw-------");
    }

    @Test
    void SEC16_aClientMayNotRenegotiate() throws Exception {
        settings(Map.of("ferrypost.bridge.starttls", "on"));
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            int port = port(bridge);
            String pem;
            try (Program command = Program.fromClasses(folder, Map.of(), "certificate")) {
                assertThat(command.exit()).isZero();
                pem = command.out();
            }
            try (SSLSocket tls = verified(pem, port, "127.0.0.1", "TLSv1.2");
                    Script script = Script.over(tls)) {
                script.run("c -> EHLO x\ns <~ 250");
                assertThatThrownBy(() -> {
                            tls.startHandshake();
                            script.run("c -> NOOP\ns <- 250");
                        })
                        .isInstanceOf(SSLException.class);
            }
        }
    }

    @Test
    void SEC8_aHashedPasswordIsMadeByACommandAndAccepted() throws Exception {
        settings(Map.of());
        Path typed = Files.writeString(folder.resolve("typed.txt"), "LEGACYPASSWORD\n");
        String hash;
        try (Program command = Program.fromClassesReading(folder, typed, "hash-password")) {
            assertThat(command.exit()).isZero();
            hash = command.out().strip();
        }
        settings(Map.of("ferrypost.bridge.logins", "app:" + hash));
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run");
                Script script = Script.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(bridge)))) {
            // app, and "wrong"; then the right one
            script.run("s <- 220\nc -> EHLO x\ns <~ 250\nc -> AUTH PLAIN AGFwcAB3cm9uZw==\ns <- 535 5.7.8\n"
                    + "c -> AUTH PLAIN AGFwcABMRUdBQ1lQQVNTV09SRA==\ns <- 235");
            assertThat(bridge.awaitOut("(refused client=127.0.0.1 at=AUTH login=app reply=535 5.7.8)"))
                    .isNotEmpty();
            assertThat(bridge.out()).doesNotContain("LEGACYPASSWORD", hash);
        }
    }

    private static int port(Program bridge) {
        return Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
    }

    /** After STARTTLS, by a client that trusts this certificate and no other, and demands this name in it. */
    private static SSLSocket verified(String pem, int port, String host, String protocol) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "bridge",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        Script plain = Script.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        plain.run("s <- 220\nc -> EHLO x\ns <~ 250\nc -> STARTTLS\ns <- 220");
        Socket socket = plain.socket();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private void settings(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.putAll(more);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }
}
