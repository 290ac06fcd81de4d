package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.smtp.CertificateKind;
import io.github.ferrypost.sandbox.smtp.SmtpSwitches.SenderRefusal;
import java.nio.file.Files;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other servers than Exchange do, and Exchange on a bad day (C16). */
class SmtpSwitchesTest {
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE, MAIL FROM:<noreply@contoso.example> SIZE=100",
        "8BITMIME, MAIL FROM:<noreply@contoso.example> BODY=8BITMIME",
        "SMTPUTF8, MAIL FROM:<noreply@contoso.example> SMTPUTF8",
        "DSN, MAIL FROM:<noreply@contoso.example> RET=HDRS"
    })
    void C16_anExtensionThatIsNotOfferedIsNotServed(String keyword, String command) throws Exception {
        sandbox.smtpSwitches().withhold(keyword);
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            assertThat(client.ask("EHLO test")).doesNotContain(keyword).contains("PIPELINING");
            assertThat(client.ask(command)).startsWith("501 5.5.4");
            sandbox.smtpSwitches().offerAll();
            assertThat(client.ask("EHLO test")).contains(keyword);
            assertThat(client.ask(command)).startsWith("250");
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 550, 503, 503", "RCPT, 250, 550, 503", "DATA, 250, 250, 550"})
    void C16_aSenderIsRefusedWhereItIsTold(SenderRefusal point, String mail, String rcpt, String data)
            throws Exception {
        sandbox.smtpSwitches().refuseSenderAt(point);
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            assertThat(client.ask("MAIL FROM:<boss@contoso.example>")).startsWith(mail);
            assertThat(client.ask("RCPT TO:<a@x.example>")).startsWith(rcpt);
            assertThat(client.ask("DATA")).startsWith(data);
        }
    }

    @Test
    void C16_theConnectionBeyondTheLimitHears421() throws Exception {
        sandbox.smtpSwitches().connections(1);
        try (SmtpClient first = new SmtpClient(sandbox)) {
            assertThat(first.reply()).startsWith("220");
            try (SmtpClient second = new SmtpClient(sandbox)) {
                assertThat(second.reply()).startsWith("421 4.3.2");
                assertThat(second.reply()).isNull();
            }
        }
    }

    @Test
    void C16_theThirdRecipientMeetsTheFault() throws Exception {
        sandbox.faults().nth(3, Target.SMTP_RCPT, Fault.reply("421 4.3.2 Service closing"));
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            client.ask("MAIL FROM:<noreply@contoso.example>");
            assertThat(client.ask("RCPT TO:<a@x.example>")).startsWith("250");
            assertThat(client.ask("RCPT TO:<b@x.example>")).startsWith("250");
            assertThat(client.ask("RCPT TO:<c@x.example>")).startsWith("421");
            assertThat(client.reply()).isNull();
        }
    }

    @Test
    void C16_aConnectionIsAcceptedWithoutAGreeting() throws Exception {
        sandbox.faults().next(Target.SMTP_CONNECT, Fault.stall());
        try (SmtpClient client = new SmtpClient(sandbox)) {
            assertThatThrownBy(() -> client.replyWithin(300)).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, handshake_failure", "70, protocol_version", "80, internal_error"})
    void C16_theHandshakeEndsWithAnAlert(int alert, String name) {
        sandbox.faults().next(Target.SMTP_TLS, Fault.tlsAlert(alert));

        assertThatThrownBy(() -> SmtpClient.secured(sandbox))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPIRED", "NOT_YET_VALID", "OTHER_NAME", "ISSUED"})
    void C16_theCertificateIsOfTheKindThatWasChosen(CertificateKind kind) throws Exception {
        sandbox.smtpSwitches().certificate(kind);
        assertThat(Files.readString(sandbox.trustPem(kind))).startsWith("-----BEGIN CERTIFICATE-----");

        switch (kind) {
            case EXPIRED ->
                assertThatThrownBy(() -> SmtpClient.secured(sandbox, kind))
                        .hasRootCauseInstanceOf(CertificateExpiredException.class);
            case NOT_YET_VALID ->
                assertThatThrownBy(() -> SmtpClient.secured(sandbox, kind))
                        .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
            case OTHER_NAME ->
                assertThatThrownBy(() -> SmtpClient.secured(sandbox, kind))
                        .hasMessageContaining("No subject alternative names");
            default -> {
                try (SmtpClient client = SmtpClient.secured(sandbox, kind)) {
                    assertThat(client.ask("NOOP")).startsWith("250");
                }
            }
        }
    }
}
