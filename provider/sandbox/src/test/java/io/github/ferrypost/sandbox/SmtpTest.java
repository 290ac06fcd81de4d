package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.exchange.Delivered;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dialogue of client submission. */
class SmtpTest {
    private static final String MESSAGE = "From: noreply@contoso.example\r\nSubject: Hi\r\n\r\nText\r\n";
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void announcesWhatOffice365Announces() throws Exception {
        try (SmtpClient client = new SmtpClient(sandbox)) {
            assertThat(client.reply()).startsWith("220 ").contains("Microsoft ESMTP MAIL Service ready at");
            assertThat(client.ask("EHLO test").lines().map(line -> line.substring(4)))
                    .contains(
                            "SIZE 157286400",
                            "PIPELINING",
                            "DSN",
                            "ENHANCEDSTATUSCODES",
                            "STARTTLS",
                            "8BITMIME",
                            "BINARYMIME",
                            "CHUNKING",
                            "SMTPUTF8")
                    .noneMatch(line -> line.startsWith("AUTH"));
            assertThat(client.ask("AUTH XOAUTH2")).startsWith("504 5.7.4");
            assertThat(client.ask("MAIL FROM:<noreply@contoso.example>")).startsWith("530 5.7.57");
        }
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            assertThat(client.ask("EHLO test"))
                    .contains("250-AUTH LOGIN XOAUTH2")
                    .doesNotContain("STARTTLS");
        }
    }

    @Test
    void deliversToExactlyTheEnvelope() throws Exception {
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            client.ask("MAIL FROM:<noreply@contoso.example> RET=HDRS ENVID=e1");
            client.ask("RCPT TO:<a@x.example> NOTIFY=NEVER ORCPT=rfc822;a@x.example");
            client.ask("RCPT TO:<b@x.example>");
            client.ask("RCPT TO:<A@x.example>");
            client.ask("DATA");
            String reply = client.ask("From: noreply@contoso.example\r\nTo: c@x.example\r\nBcc: b@x.example\r\n\r\n"
                    + "..dot\r\n...\r\nend\r\n.");
            assertThat(reply).matches("250 2\\.0\\.0 OK <.*> \\[Hostname=.*\\]");
            assertThat(client.ask("QUIT")).startsWith("221 2.0.0");
        }
        assertThat(sandbox.delivered()).singleElement().satisfies(mail -> {
            assertThat(mail.road()).isEqualTo(Delivered.SMTP);
            assertThat(mail.recipients()).containsExactly("a@x.example", "b@x.example");
            assertThat(mail.envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
            assertThat(mail.clientId()).isEqualTo(sandbox.clientId());
            assertThat(mail.text())
                    .isEqualTo("From: noreply@contoso.example\r\nTo: c@x.example\r\n\r\n.dot\r\n..\r\nend\r\n");
            assertThat(new String(mail.submitted(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Bcc: b@x");
            assertThat(mail.dsn())
                    .containsEntry("RET", "HDRS")
                    .containsEntry("ENVID", "e1")
                    .containsEntry("NOTIFY a@x.example", "NEVER")
                    .containsEntry("ORCPT a@x.example", "rfc822;a@x.example");
        });
    }

    @Test
    void onlyCrLfDotCrLfEndsAMessage() throws Exception {
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", MESSAGE + "\n.\r\nMAIL FROM:<x>\r\n"))
                    .startsWith("550 5.6.11");
            assertThat(client.ask("NOOP")).startsWith("250");
        }
        assertThat(sandbox.delivered()).isEmpty();
    }

    @Test
    void refusesSendersWithoutTheRight() throws Exception {
        sandbox.mailbox().alias("info@contoso.example").sendAs("boss@contoso.example");
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            assertThat(client.ask("MAIL FROM:<other@contoso.example>"))
                    .isEqualTo("550 5.7.60 SMTP; Client does not have permissions to send as this sender");
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", "From: other@contoso.example\r\n\r\nText\r\n"))
                    .startsWith("554 5.2.252 SendAsDenied; ");
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", "Subject: no From\r\n\r\nText\r\n"))
                    .startsWith("550 5.7.512");
            assertThat(client.send("info@contoso.example", "a@x.example", "From: BOSS@contoso.example\r\n\r\nText\r\n"))
                    .startsWith("250 2.0.0 OK");
        }
    }

    @Test
    void takesChunks() throws Exception {
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            client.ask("MAIL FROM:<noreply@contoso.example> BODY=BINARYMIME");
            client.ask("RCPT TO:<a@x.example>");
            assertThat(client.ask("DATA")).startsWith("503");
            client.write("BDAT 31\r\nFrom: noreply@contoso.example\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0 31 octets");
            client.write("BDAT 7 LAST\r\n\r\n.\r\n\n\n");
            assertThat(client.reply()).startsWith("250 2.0.0 OK");
        }
        assertThat(sandbox.delivered().get(0).text()).endsWith("example\r\n\r\n.\r\n\n\n");
    }

    @Test
    void refusesWhatIsTooMuch() throws Exception {
        try (Sandbox small = Sandbox.builder()
                        .limits(io.github.ferrypost.sandbox.exchange.Limits.none()
                                .recipients(1))
                        .start();
                SmtpClient client = SmtpClient.authenticated(small)) {
            assertThat(client.ask("MAIL FROM:<noreply@contoso.example> SIZE=157286401"))
                    .startsWith("552 5.3.4");
            assertThat(client.ask("MAIL FROM:<noreply@contoso.example> SIZE=157286400"))
                    .startsWith("250");
            assertThat(client.ask("RCPT TO:<a@x.example>")).startsWith("250");
            assertThat(client.ask("RCPT TO:<b@x.example>")).startsWith("452 4.5.3");
            assertThat(client.ask("RCPT TO:<é@x.example>")).startsWith("553 5.6.7");
            assertThat(client.ask("RSET")).startsWith("250");
            client.ask("MAIL FROM:<noreply@contoso.example> SMTPUTF8");
            assertThat(client.ask("RCPT TO:<é@x.example>")).startsWith("250");
            assertThat(client.ask("RCPT TO:<nobody>")).startsWith("501 5.1.3");
        }
    }

    @Test
    void theFourthConnectionOfAMailboxCannotSubmit() throws Exception {
        try (SmtpClient one = SmtpClient.authenticated(sandbox);
                SmtpClient two = SmtpClient.authenticated(sandbox);
                SmtpClient three = SmtpClient.authenticated(sandbox)) {
            try (SmtpClient four = SmtpClient.authenticated(sandbox)) {
                assertThat(four.send(Sandbox.MAILBOX, "a@x.example", MESSAGE)).startsWith("432 4.3.2");
                assertThat(four.ask("QUIT")).startsWith("221");
                assertThat(four.reply()).isNull();
            }
            assertThat(one.ask("NOOP")).startsWith("250");
            assertThat(two.ask("NOOP")).startsWith("250");
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(three.send(Sandbox.MAILBOX, "a@x.example", MESSAGE))
                            .startsWith("250"));
        }
        assertThat(sandbox.requests().maxConcurrentSmtp(Sandbox.MAILBOX)).isEqualTo(4);
    }

    @Test
    void refusesMoreThanThirtyAMinuteIfToldTo() throws Exception {
        try (Sandbox strict = Sandbox.builder()
                        .limits(io.github.ferrypost.sandbox.exchange.Limits.microsoft()
                                .smtpPerMinute(2))
                        .start();
                SmtpClient client = SmtpClient.authenticated(strict)) {
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", MESSAGE)).startsWith("250");
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", MESSAGE)).startsWith("250");
            assertThat(client.ask("MAIL FROM:<noreply@contoso.example>"))
                    .startsWith("421 4.4.2 Message submission rate for this client");
            assertThat(client.reply()).isNull();
        }
    }

    @Test
    void forgetsWhatWasSentBeforeTls() throws Exception {
        try (SmtpClient client = new SmtpClient(sandbox)) {
            client.reply();
            client.ask("EHLO test");
            client.write("STARTTLS\r\nNOOP\r\n");
            assertThat(client.reply()).startsWith("220 2.0.0");
            client.startTls();
            assertThat(client.ask("EHLO again")).startsWith("250-").contains("AUTH LOGIN XOAUTH2");
        }
    }

    @Test
    void keepsALargeMessageAsItCame() throws Exception {
        String line = "x".repeat(76) + "\r\n";
        String body = line.repeat(100_000);
        try (SmtpClient client = SmtpClient.authenticated(sandbox)) {
            assertThat(client.send(Sandbox.MAILBOX, "a@x.example", MESSAGE + body.substring(0, body.length() - 2)))
                    .startsWith("250");
        }
        assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(5)).get(0).text())
                .isEqualTo(MESSAGE + body);
    }
}
