package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceHeadersTest {
    private static final String ENVELOPE =
            "c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\nc -> DATA\ns <- 354\n";

    /** {@code /} stands for CRLF. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Subject: x//body|DMF",
                "Date: Sun, 22 Nov 2026 08:00:00 +0000/Message-ID: <1@x>/From: a@b//body|",
                "date : today/MESSAGE-ID: <1@x>/from: a@b//body|",
                "From: a@b/Subject: folded/ Date: not a field//body|DM",
                "From: a@b/Subject: x//Date: not in the header|DM",
                "From: a@b/no field/Date: too late|DM",
                "just text|DMF/",
                " just text|DMF/",
                "Grüße|DMF/",
                "/body|DMF",
                "|DMF"
            })
    void onlyWhatIsMissingIsAddedAndTheRestStaysAsItCame(String message, String added) throws IOException {
        String sent = message == null ? "" : message.replace("/", "\r\n") + "\r\n";
        String expected = added == null
                ? ""
                : added.replace("/", "\r\n")
                        .replace("D", "Date: Sun, 22 Nov 2026 08:37:10 +0000\r\n")
                        .replace("M", "Message-ID: <ID@contoso.example>\r\n")
                        .replace("F", "From: <app@contoso.example>\r\n");
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(ENVELOPE);
            script.send(sent + ".\r\n");
            script.run("s <- 250");
            String carried = harbour.only().message().replaceAll("<[0-9a-f-]{36}@", "<ID@");
            assertThat(carried).isEqualTo(expected + latin(sent));
        }
    }

    @Test
    void aBounceIsFromTheMailbox() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(
                    "c -> MAIL FROM:<>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\nc -> DATA\ns <- 354\nc -> .\n"
                            + "s <- 250");
            assertThat(harbour.only().message()).contains("From: <noreply@contoso.example>\r\n");
            // the envelope stays as it came: Microsoft takes no mail from nobody, and each road knows that
            assertThat(harbour.only().envelope().sender()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"EHLO client.example|client.example|ESMTP", "HELO client.example|client.example|SMTP"})
    void theTraceLineNamesTheClient(String hello, String name, String protocol) throws IOException {
        try (Harbour harbour = Harbour.withReceived();
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> " + hello + "\ns <~ 250");
            script.run(SmtpSessionTest.mail());
            assertThat(harbour.only().message())
                    .startsWith("Received: from " + name + " ([127.0.0.1])\r\n by bridge.example (Ferrypost) with "
                            + protocol + " id ")
                    .contains(";\r\n Sun, 22 Nov 2026 08:37:10 +0000\r\nDate: ");
        }
    }

    @Test
    void aNameThatIsNoneDoesNotGetIntoTheTraceLine() throws IOException {
        try (Harbour harbour = Harbour.withReceived();
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> EHLO x (evil) by somewhere\ns <~ 250\nc -> AUTH PLAIN AGFwcABi\ns <- 235");
            script.run(SmtpSessionTest.mail());
            assertThat(harbour.only().message())
                    .startsWith("Received: from [127.0.0.1] ([127.0.0.1])")
                    .contains("with ESMTPA ");
        }
    }

    private static String latin(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
