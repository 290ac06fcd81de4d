package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is set up wrongly is refused, and the log says what it did and what to change. */
class SetUpMistakesTest {
    @TempDir
    private static Path folder;

    private static SSLContext selfMade;

    @BeforeAll
    static void make() throws IOException {
        selfMade = SelfMadeCertificate.context(CertificateNames.of("bridge.example", List.of()), Optional.of(folder));
    }

    @Test
    void C5_aTlsHelloOnThePlainPortIsNamed() throws Exception {
        try (Harbour harbour = Harbour.open()) {
            Socket socket =
                    new Socket(harbour.address().getAddress(), harbour.address().getPort());
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, null, null);
            try (SSLSocket tls = (SSLSocket) trusting.getSocketFactory().createSocket(socket, "x", 0, true)) {
                assertThat(catchThrowable(tls::startHandshake)).isInstanceOf(SSLException.class);
            }
            assertRefused(harbour, "TLS handshake", "STARTTLS");
        }
    }

    @Test
    void C5_aWebBrowserIsNamed() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> GET / HTTP/1.1\ns <- 421 4.7.0\ns <- |");
            assertRefused(harbour, "HTTP", "ferrypost.bridge.web");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void C5_aHandshakeThatTheClientBreaksOffIsNamed(String protocol) throws Exception {
        try (Harbour harbour = Harbour.withLogins("a:b", Optional.of(new Tls(() -> selfMade)), "127.0.0.1");
                Script plain = harbour.greeted()) {
            plain.run("c -> STARTTLS\ns <- 220");
            // with the authorities of Java, which do not know the certificate
            SSLContext strict = SSLContext.getInstance("TLS");
            strict.init(null, null, null);
            SSLSocket tls = (SSLSocket) strict.getSocketFactory().createSocket(plain.socket(), "x", 0, true);
            tls.setEnabledProtocols(new String[] {protocol});
            assertThat(catchThrowable(tls::startHandshake)).isInstanceOf(SSLException.class);
            tls.close();
            assertRefused(harbour, "TLS", "ferrypost certificate");
        }
    }

    @Test
    void C5_aClientThatLeavesRightAfterTheHandshakeIsNamed() throws Exception {
        try (Harbour harbour = Harbour.withLogins("a:b", Optional.of(new Tls(() -> selfMade)), "127.0.0.1");
                Script plain = harbour.greeted()) {
            plain.run("c -> STARTTLS\ns <- 220");
            TlsTest.encrypt(plain.socket(), "TLSv1.3").close();
            assertRefused(harbour, "STARTTLS", "ferrypost certificate");
        }
    }

    @Test
    void C5_aClientThatWantsTlsWhereNoneIsOfferedIsNamed() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> STARTTLS\ns <- 502 5.5.1");
            assertRefused(harbour, "STARTTLS", "ferrypost.bridge.starttls=on");
        }
    }

    @Test
    void commandsThatEndWithLfAloneAreUnderstood() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.connect()) {
            script.run("s <- 220");
            script.send("EHLO lf.example\nMAIL FROM:<app@contoso.example>\nRCPT TO:<a@example.org>\nDATA\n");
            script.run("s <~ 250 ENHANCED\ns <- 250\ns <- 250\ns <- 354");
            script.send("Subject: x\r\n\r\nbody\n.\nstill body\r\n.\r\n");
            script.run("s <- 250 2.0.0");
            assertThat(harbour.only().envelope().recipients()).containsExactly("a@example.org");
            assertThat(harbour.content()).contains("still body");
        }
    }

    /** Where an address with a LF in it was put into a line by a program that sends CRLF. */
    @Test
    void anLfAmongLinesThatEndWithCrlfEndsTheSession() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.send("MAIL FROM:<app@contoso.example>\r\nRCPT TO:<a@example.org>\nRCPT TO:<victim@example.org>\r\n");
            script.run("s <- 250\ns <- 421 4.7.0\ns <- |");
            assertRefused(harbour, "line", "CR or LF within a line");
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    /** Its end of a message is none: that is never guessed, but said. */
    @Test
    void C5_aMessageThatEndsWithLfAloneIsNamed() throws IOException {
        try (Harbour harbour = Harbour.open()) {
            try (Script script = harbour.connect()) {
                script.run("s <- 220");
                script.send("HELO lf.example\nMAIL FROM:<app@contoso.example>\nRCPT TO:<a@example.org>\nDATA\n");
                script.send("Subject: x\n\nbody\n.\nQUIT\n");
                script.run("s <- 250\ns <- 250\ns <- 250\ns <- 354");
            }
            assertRefused(harbour, "DATA", "CRLF, dot, CRLF");
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    @Test
    void C5_whatAClientTypesOutOfTurnIsNotLogged() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> TEVHQUNZUEFTU1dPUkQ=\ns <- 500");
            assertThat(harbour.refusals.toString()).contains("unknown command").doesNotContain("TEVHQUNZ");
        }
    }

    @Test
    void C1_onLoopbackStartTlsIsOfferedOnlyWhereItIsAskedFor() throws IOException {
        Tls quiet = new Tls(() -> selfMade, false);
        try (Harbour harbour = Harbour.withLogins("a:b", Optional.of(quiet), "127.0.0.1");
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> EHLO x");
            assertThat(script.reply()).doesNotContain("STARTTLS").contains("AUTH PLAIN LOGIN");
            script.run("c -> STARTTLS\ns <- 502 5.5.1 TLS is not offered");
        }
        try (Harbour harbour = Harbour.withLogins("a:b", Optional.of(new Tls(() -> selfMade, true)), "127.0.0.1");
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> EHLO x");
            assertThat(script.reply()).contains("STARTTLS");
        }
    }

    private static void assertRefused(Harbour harbour, String at, String remedy) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(harbour.refusals).anySatisfy(rejection -> {
                    assertThat(rejection.at()).contains(at);
                    assertThat(rejection.reply().remedy().orElse("")).contains(remedy);
                }));
    }
}
