package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String LOGINS = "scanner:LEGACYPASSWORD";

    @TempDir
    private static Path folder;

    private static SSLContext selfMade;

    @BeforeAll
    static void make() throws IOException {
        selfMade = SelfMadeCertificate.context(names("127.0.0.1"), Optional.of(folder));
    }

    private static CertificateNames names(String... listened) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : listened) {
            addresses.add(InetAddress.getByName(address));
        }
        return CertificateNames.of("bridge.example", addresses);
    }

    @Test
    void aMailAfterStartTls() throws Exception {
        try (Harbour harbour = Harbour.withLogins(LOGINS, Optional.of(new Tls(() -> selfMade)), "127.0.0.1");
                Script plain = harbour.connect()) {
            plain.run("s <- 220\nc -> EHLO x");
            assertThat(plain.reply()).contains("250-STARTTLS\n");
            plain.run("c -> STARTTLS now\ns <- 501 5.5.4\nc -> MAIL FROM:<app@contoso.example>\ns <- 250\n"
                    + "c -> STARTTLS\ns <- 220 2.0.0");
            try (Script script = Script.over(encrypt(plain.socket(), "TLSv1.3"))) {
                script.run(
                        "c -> RCPT TO:<a@example.org>\ns <- 503 5.5.1\nc -> AUTH PLAIN eA==\ns <- 503 5.5.1\nc -> EHLO x");
                assertThat(script.reply()).doesNotContain("STARTTLS").contains("250-AUTH PLAIN LOGIN\n");
                script.run("c -> STARTTLS\ns <- 503 5.5.1");
                script.run("c -> AUTH PLAIN " + base64("\0scanner\0LEGACYPASSWORD") + "\ns <- 235");
                script.run(SmtpSessionTest.mail());
                script.run("c -> QUIT\ns <- 221\ns <- |");
            }
            assertThat(harbour.only().account().mailbox()).isEqualTo("second@contoso.example");
            assertThat(harbour.only().message()).contains(" with ESMTPSA id ");
        }
    }

    @Test
    void whatIsSentAheadOfTlsIsThrownAway() throws Exception {
        try (Harbour harbour = Harbour.withLogins(LOGINS, Optional.of(new Tls(() -> selfMade)), "127.0.0.1");
                Script plain = harbour.greeted()) {
            plain.send("STARTTLS\r\nMAIL FROM:<evil@example.org>\r\n");
            plain.run("s <- 220 2.0.0");
            try (Script script = Script.over(encrypt(plain.socket(), "TLSv1.2"))) {
                script.run("c -> EHLO x\ns <~ 250 ENHANCEDSTATUSCODES\nc -> RCPT TO:<a@example.org>\ns <- 503 5.5.1");
            }
        }
    }

    @Test
    void oldTlsIsRefused() throws Exception {
        try (Harbour harbour = Harbour.withLogins(LOGINS, Optional.of(new Tls(() -> selfMade)), "127.0.0.1");
                Script plain = harbour.greeted()) {
            plain.run("c -> STARTTLS\ns <- 220 2.0.0");
            assertThatThrownBy(() -> encrypt(plain.socket(), "TLSv1.1")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whereThereIsNoCertificateTlsIsPutOff() throws Exception {
        Tls broken = new Tls(() -> {
            throw new IOException("as a test wants it");
        });
        try (Harbour harbour = Harbour.withLogins(LOGINS, Optional.of(broken), "127.0.0.1");
                Script plain = harbour.greeted()) {
            plain.run("c -> STARTTLS\ns <- 454 4.7.0\nc -> NOOP\ns <- 250");
        }
    }

    @Test
    void clientsFromElsewhereHaveToEncryptAndToLogIn() throws Exception {
        InetAddress own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs an address that is not loopback's"));
        try (Harbour harbour = Harbour.withLogins(LOGINS, Optional.of(new Tls(() -> selfMade)), own.getHostAddress());
                Script plain = Script.connect(
                        new InetSocketAddress(own, harbour.address().getPort()))) {
            plain.run("s <- 220\nc -> EHLO x");
            assertThat(plain.reply()).contains("STARTTLS").doesNotContain("AUTH");
            plain.run("c -> AUTH PLAIN " + base64("\0scanner\0LEGACYPASSWORD")
                    + "\ns <- 538 5.7.11\nc -> MAIL FROM:<app@contoso.example>\ns <- 530 5.7.0 Must issue a STARTTLS\n"
                    + "c -> STARTTLS\ns <- 220");
            try (Script script = Script.over(encrypt(plain.socket(), "TLSv1.3"))) {
                script.run(
                        "c -> EHLO x\ns <~ 250\nc -> MAIL FROM:<app@contoso.example>\ns <- 530 5.7.0 Authentication\n"
                                + "c -> AUTH PLAIN " + base64("\0scanner\0wrong") + "\ns <- 535 5.7.8\nc -> AUTH PLAIN "
                                + base64("\0scanner\0LEGACYPASSWORD") + "\ns <- 235");
                script.run(SmtpSessionTest.mail());
            }
            assertThat(harbour.roads.carried()).hasSize(1);
        }
    }

    @Test
    void theSelfMadeCertificateIsKeptForTheNextStartAndForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("certificate.p12");
        byte[] before = Files.readAllBytes(file);
        SelfMadeCertificate.context(names("127.0.0.1"), Optional.of(folder));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        X509Certificate certificate = (X509Certificate)
                KeyStore.getInstance(file.toFile(), "ferrypost".toCharArray()).getCertificate("ferrypost");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=bridge.example");
    }

    @Test
    void C6_theSelfMadeCertificateCoversEveryAddressAndIsMadeAgainWhenOneIsAdded(@TempDir Path other) throws Exception {
        CertificateNames first = names("10.0.0.5", "2001:db8::5", "127.0.0.1");
        X509Certificate before =
                (X509Certificate) SelfMadeCertificate.chain(first, other).get(0);
        assertThat(before.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains(
                        "bridge.example",
                        "localhost",
                        InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT),
                        "10.0.0.5",
                        "2001:db8:0:0:0:0:0:5",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
        assertThat(SelfMadeCertificate.chain(first, other)).containsExactly(before);
        assertThat(SelfMadeCertificate.chain(names("10.0.0.5"), other))
                .as("what is no longer needed does no harm")
                .containsExactly(before);
        X509Certificate after = (X509Certificate)
                SelfMadeCertificate.chain(names("10.0.0.5", "10.0.0.6"), other).get(0);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("10.0.0.6");
        try (Stream<Path> files = Files.list(other)) {
            assertThat(files).containsExactly(other.resolve("certificate.p12"));
        }
    }

    @Test
    void C6_aWildcardStandsForAllAddressesOfTheMachine() throws Exception {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof java.net.Inet4Address && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        assertThat(names("0.0.0.0").addresses()).containsAll(own).doesNotContain("0.0.0.0");
    }

    @Test
    void aCertificateInPem(@TempDir Path other) throws Exception {
        KeyStore store = KeyStore.getInstance(folder.resolve("certificate.p12").toFile(), "ferrypost".toCharArray());
        Path file = Files.writeString(
                other.resolve("c.pem"),
                pem("CERTIFICATE", store.getCertificate("ferrypost").getEncoded())
                        + pem(
                                "PRIVATE KEY",
                                store.getKey("ferrypost", "ferrypost".toCharArray())
                                        .getEncoded()));
        assertThat(Certificates.fromFile(file, "")).isNotNull();
    }

    @Test
    void certificatesThatDoNotServeAreToldInOneSentence(@TempDir Path other) throws Exception {
        Path wrongPassword = folder.resolve("certificate.p12");
        assertThatThrownBy(() -> Certificates.fromFile(wrongPassword, "other")).isInstanceOf(IOException.class);
        Path oldEncryption = Files.writeString(other.resolve("old.pem"), """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """);
        assertThatThrownBy(() -> Certificates.fromFile(oldEncryption, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
        Path keyOnly =
                Files.writeString(other.resolve("key.pem"), TestKeys.rsa().pkcs8Pem());
        assertThatThrownBy(() -> Certificates.fromFile(keyOnly, "")).hasMessageContaining("no certificate");
        Path none = other.resolve("none.pem");
        assertThatThrownBy(() -> Certificates.fromFile(none, ""))
                .hasMessageContaining("does not exist")
                .hasMessageContaining("ferrypost.bridge.certificate");
    }

    /** Keys as OpenSSL writes them, and those of other algorithms: a client gets the certificate in the handshake. */
    @Test
    void aPkcs1KeyAnEncryptedKeyAndAnEllipticKeyServe(@TempDir Path other) throws Exception {
        TestKeys rsa = TestKeys.rsa();
        assertThat(served(other, rsa.certificatePem() + rsa.pkcs1Pem(), "")).isEqualTo(rsa.certificate());
        TestKeys ec = TestKeys.of("-keyalg", "EC", "-dname", "CN=EC");
        assertThat(served(other, ec.certificatePem() + ec.pkcs8Pem(), "")).isEqualTo(ec.certificate());
        assertThat(served(other, rsa.certificatePem() + encrypted(rsa.key(), "KEYFILEPASSWORD"), "KEYFILEPASSWORD"))
                .isEqualTo(rsa.certificate());
    }

    private static Certificate served(Path folder, String pem, String password) throws Exception {
        Path file = Files.writeString(folder.resolve("served.pem"), pem);
        SSLContext context = Certificates.fromFile(file, password);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                SSLSocket secure =
                        (SSLSocket) context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true)) {
            secure.setUseClientMode(false);
            CompletableFuture<Void> handshake = CompletableFuture.runAsync(() -> {
                try {
                    secure.startHandshake();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (SSLSocket client = encrypt(plain, "TLSv1.3")) {
                client.startHandshake();
                handshake.get(20, TimeUnit.SECONDS);
                return client.getSession().getPeerCertificates()[0];
            }
        }
    }

    /** As {@code openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES}. */
    private static String encrypted(PrivateKey key, String password) throws Exception {
        String algorithm = "PBEWithSHA1AndDESede";
        Cipher cipher = Cipher.getInstance(algorithm);
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        cipher.init(Cipher.ENCRYPT_MODE, secret, new PBEParameterSpec(new byte[8], 2048));
        byte[] info =
                new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded())).getEncoded();
        return pem("ENCRYPTED PRIVATE KEY", info);
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    static SSLSocket encrypt(Socket socket, String protocol) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAny()}, null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "bridge.example", 0, true);
        tls.setEnabledProtocols(new String[] {protocol});
        tls.startHandshake();
        return tls;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The certificate is self-made, which is what these tests are about. */
    private static final class TrustAny implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
