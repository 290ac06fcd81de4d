package io.github.ferrypost.bridge.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.deliver.Undelivered.Failed;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryStatusNotificationTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TRIED = Instant.parse("2026-11-22T08:59:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String ORIGINAL = """
            From: ERP <erp@contoso.example>
            To: a@x.example
            Subject: =?utf-8?Q?Rechnung_f=C3=BCr?=
             =?utf-8?Q?_November?=
            Message-ID: <4711@erp>

            the body, which is not returned
            """.replace("\n", "\r\n");
    private static final Status REFUSED = Status.never(
            FailureScope.RECIPIENT,
            Reply.of(550, "5.1.1", "ErrorInvalidRecipients: the address is unknown")
                    .withRemedy("Correct the address.")
                    .withDetail("request-id 0815"));
    private static final Status TOO_LATE =
            Status.later(FailureScope.SESSION, Reply.of(451, "4.4.1", "no answer from graph.microsoft.com"));

    private final DeliveryStatusNotification bounce =
            new DeliveryStatusNotification("bridge.contoso.example", "erp@contoso.example", ZoneId.of("Europe/Berlin"));

    private static Undelivered undelivered(String sender, String original, Failed... failed) {
        return new Undelivered(sender, List.of(failed), ByteSource.of(original.getBytes(UTF_8)), ARRIVED, "");
    }

    private Submission report(Undelivered undelivered) throws Exception {
        return bounce.report(undelivered, "4kz1m0q8x2vb", NOW).orElseThrow();
    }

    private static String text(Submission submission) throws Exception {
        try (InputStream in = submission.message().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static MimeMessage parse(Submission submission) throws Exception {
        try (InputStream in = submission.message().open()) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private static List<BodyPart> parts(MimeMessage message) throws Exception {
        MimeMultipart multipart = (MimeMultipart) message.getContent();
        List<BodyPart> parts = new ArrayList<>();
        for (int i = 0; i < multipart.getCount(); i++) {
            parts.add(multipart.getBodyPart(i));
        }
        return parts;
    }

    /** The groups of fields of the delivery status: first the message's, then each recipient's. */
    private static List<InternetHeaders> statusGroups(MimeMessage message) throws Exception {
        BodyPart part = parts(message).get(1);
        assertThat(part.getContentType()).isEqualTo("message/delivery-status");
        List<InternetHeaders> groups = new ArrayList<>();
        try (InputStream in = part.getInputStream()) {
            String status = new String(in.readAllBytes(), UTF_8);
            for (String group : status.split("\r\n\r\n", 0)) {
                groups.add(new InternetHeaders(new ByteArrayInputStream((group + "\r\n\r\n").getBytes(UTF_8))));
            }
        }
        return groups;
    }

    private static String field(InternetHeaders group, String name) {
        return group.getHeader(name, null).replaceAll("\r\n", "");
    }

    @Test
    void goesFromTheNullSenderToTheSender() throws Exception {
        Submission submission =
                report(undelivered("erp@contoso.example", ORIGINAL, new Failed("a@x.example", REFUSED, TRIED)));
        assertThat(submission.envelope()).isEqualTo(Envelope.of("", List.of("erp@contoso.example")));
        MimeMessage message = parse(submission);
        assertThat(message.getHeader("From", null)).isEqualTo("Mail Delivery System <erp@contoso.example>");
        assertThat(message.getHeader("To", null)).isEqualTo("<erp@contoso.example>");
        assertThat(message.getHeader("Date", null)).isEqualTo("Sun, 22 Nov 2026 10:00:00 +0100");
        assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<4711@erp>");
        assertThat(message.getSubject()).isEqualTo("Undeliverable / Nicht zustellbar: Rechnung für November");
        assertThat(message.getMessageID()).isEqualTo("<4kz1m0q8x2vb.report@bridge.contoso.example>");
    }

    @Test
    void nullSenderGetsNone() throws Exception {
        assertThat(bounce.report(undelivered("", ORIGINAL, new Failed("a@x.example", REFUSED, TRIED)), "1", NOW))
                .isEqualTo(Optional.empty());
    }

    @Test
    void nobodyAnswersItAutomatically() throws Exception {
        MimeMessage message =
                parse(report(undelivered("s@x.example", ORIGINAL, new Failed("a@x.example", REFUSED, TRIED))));
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(message.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("All");
    }

    @Test
    void hasTheThreePartsOfRfc6522() throws Exception {
        MimeMessage message =
                parse(report(undelivered("s@x.example", ORIGINAL, new Failed("a@x.example", REFUSED, TRIED))));
        assertThat(message.getContentType()).startsWith("multipart/report; report-type=delivery-status");
        assertThat(parts(message))
                .extracting(part -> part.getContentType().toLowerCase(Locale.ROOT))
                .containsExactly("text/plain; charset=utf-8", "message/delivery-status", "text/rfc822-headers");
        try (InputStream in = parts(message).get(2).getInputStream()) {
            String returned = new String(in.readAllBytes(), UTF_8);
            assertThat(returned).isEqualTo(ORIGINAL.substring(0, ORIGINAL.indexOf("\r\n\r\n") + 2));
        }
    }

    @Test
    void statusNamesEachRecipientWithItsOwnFields() throws Exception {
        Undelivered two = new Undelivered(
                "s@x.example",
                List.of(new Failed("a@x.example", REFUSED, TRIED), new Failed("b@x.example", TOO_LATE, NOW)),
                ByteSource.of(ORIGINAL.getBytes(UTF_8)),
                ARRIVED,
                "QQ314159");
        List<InternetHeaders> groups = statusGroups(parse(report(two)));
        assertThat(groups).hasSize(3);
        assertThat(field(groups.get(0), "Reporting-MTA")).isEqualTo("dns; bridge.contoso.example");
        assertThat(field(groups.get(0), "Original-Envelope-Id")).isEqualTo("QQ314159");
        assertThat(field(groups.get(0), "Arrival-Date")).isEqualTo("Fri, 20 Nov 2026 10:00:00 +0100");
        assertThat(field(groups.get(1), "Final-Recipient")).isEqualTo("rfc822; a@x.example");
        assertThat(field(groups.get(1), "Action")).isEqualTo("failed");
        assertThat(field(groups.get(1), "Status")).isEqualTo("5.1.1");
        assertThat(field(groups.get(1), "Diagnostic-Code"))
                .isEqualTo("smtp; 550 5.1.1 ErrorInvalidRecipients: the address is unknown");
        assertThat(field(groups.get(1), "Last-Attempt-Date")).isEqualTo("Sun, 22 Nov 2026 09:59:00 +0100");
        assertThat(field(groups.get(2), "Final-Recipient")).isEqualTo("rfc822; b@x.example");
        assertThat(field(groups.get(2), "Status")).isEqualTo("4.4.1");
    }

    /** RFC 3464 section 2.3.6: the other side's own words, and each code once. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 | 5.1.1 | The address is unknown. [Exchange: 5.1.10 RESOLVER.ADR.RecipientNotFound]"
                        + " | smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound",
                "554 | 5.4.7 | Given up after 48 hours; the last reply was: busy [Exchange: 4.7.500 Server busy.]"
                        + " | smtp; 451 4.7.500 Server busy.",
                "550 | 5.1.1 | 550 5.1.1 User unknown | smtp; 550 5.1.1 User unknown",
                "550 | 5.1.1 | 5.1.1 User unknown | smtp; 550 5.1.1 User unknown",
                "550 | 5.1.1 | 550 User unknown | smtp; 550 User unknown",
                "554 | 5.0.0 | 5 things are wrong | smtp; 554 5.0.0 5 things are wrong",
                "550 | 5.7.1 | ErrorAccessDenied: no right | smtp; 550 5.7.1 ErrorAccessDenied: no right"
            })
    void C9_noCodeStandsTwiceInADiagnostic(int code, String enhanced, String text, String diagnostic) throws Exception {
        Status status = Status.never(FailureScope.RECIPIENT, Reply.of(code, enhanced, text));
        String report =
                text(report(undelivered("erp@contoso.example", ORIGINAL, new Failed("a@x.example", status, TRIED))));
        String unfolded = report.replace("\r\n ", " ");
        assertThat(unfolded).contains("Diagnostic-Code: " + diagnostic + "\r\n");
    }

    @Test
    void explainsInEnglishAndGermanWithRemedyAndWithoutTheOperatorsDetail() throws Exception {
        Submission submission = report(undelivered(
                "s@x.example",
                ORIGINAL,
                new Failed("a@x.example", REFUSED, TRIED),
                new Failed("b@x.example", TOO_LATE, TRIED)));
        String explanation = (String) parts(parse(submission)).get(0).getContent();
        assertThat(explanation)
                .contains("could not be delivered to:")
                .contains("Refused: 550 5.1.1 ErrorInvalidRecipients")
                .contains("Given up after repeated attempts; the last reply was: 451 4.4.1")
                .contains("Correct the address.")
                .contains("konnte nicht zugestellt werden an:")
                .contains("Abgelehnt: 550 5.1.1")
                .contains("Andere Empfänger sind nicht betroffen");
        assertThat(text(submission)).doesNotContain("0815").doesNotContain("the body, which is not returned");
    }

    @Test
    void noLineIsTooLongOrOutsideAscii() throws Exception {
        String original = "Subject: Ärger\r\nX-Long: " + "ü".repeat(3000) + "\r\n\r\nbody";
        Submission submission = report(undelivered(
                "s@x.example",
                original,
                new Failed("jürgen+x@bücher.example", REFUSED, TRIED),
                new Failed(
                        "b@x.example", REFUSED.withReply(Reply.of(550, "5.0.0", "ä long text ".repeat(100))), TRIED)));
        String text = text(submission);
        assertThat(text.chars().allMatch(c -> c < 128)).isTrue();
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text.lines()).allMatch(line -> line.length() <= 78);
        MimeMessage message = parse(submission);
        assertThat(message.getSubject()).isEqualTo("Undeliverable / Nicht zustellbar");
        assertThat(field(statusGroups(message).get(1), "Final-Recipient"))
                .isEqualTo("utf-8; j\\x{FC}rgen\\x{2B}x@b\\x{FC}cher.example");
        BodyPart header = parts(message).get(2);
        try (InputStream in = header.getInputStream()) {
            assertThat(new String(in.readAllBytes(), UTF_8)).contains("Subject: Ärger\r\nX-Long: üüü");
        }
    }

    @Test
    void nothingThatWasGivenBeginsALineOfItsOwn() throws Exception {
        Undelivered evil = new Undelivered(
                "s@x.example\r\nBcc: victim@x.example",
                List.of(new Failed("a@x.example\r\nAction: delivered", REFUSED, TRIED)),
                ByteSource.of("Subject: x\r\n\r\n".getBytes(UTF_8)),
                ARRIVED,
                "id\r\nX-Evil: yes");
        MimeMessage message = parse(report(evil));
        assertThat(message.getHeader("Bcc")).isNull();
        List<InternetHeaders> groups = statusGroups(message);
        assertThat(groups.get(0).getHeader("X-Evil")).isNull();
        assertThat(groups.get(1).getHeader("Action")).containsExactly("failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no line break at all | no line break at all",
                "\\r\\nonly a body | ''",
                "Subject: x\\r\\n\\r\\n | Subject: x",
                "Subject: x\\r\\nTo: y\\r\\n\\r\\nbody\\r\\n\\r\\n | Subject: x\\r\\nTo: y"
            })
    void headerEndsAtTheEmptyLine(String message, String expected) throws Exception {
        ReturnedHeader header =
                ReturnedHeader.of(ByteSource.of(unescape(message).getBytes(UTF_8)));
        assertThat(header.text()).isEqualTo(unescape(expected) + "\r\n");
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void hugeHeaderIsReturnedInPartWithWholeLines() throws Exception {
        String original = "X-Line: 0123456789\r\n".repeat(10_000) + "\r\nbody";
        String returned =
                ReturnedHeader.of(ByteSource.of(original.getBytes(UTF_8))).text();
        assertThat(returned).hasSizeBetween(60_000, 65_600).endsWith("X-Line: 0123456789\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"plain | plain", "a=b | a=3Db", "ü | =C3=BC", "'end ' | end=20", "'in side' | in side"})
    void quotedPrintableEncodesWhatMustBe(String text, String expected) {
        assertThat(QuotedPrintable.encode(text)).isEqualTo(expected);
    }
}
