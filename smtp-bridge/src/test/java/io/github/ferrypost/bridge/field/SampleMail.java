package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/** One mail with umlauts in subject and text, a line that begins with a dot, and an attachment; as files, and to compare. */
final class SampleMail {
    static final String SUBJECT = "Grüße: Rechnung für März";
    private static final String BODY =
            "Sehr geehrte Frau Müller,\n\n.anbei die Rechnung.\n..\n\nMit freundlichen Grüßen\n";
    private static final byte[] FILE = new byte[70_000];

    static {
        new Random(1).nextBytes(FILE);
    }

    private SampleMail() {}

    /** Writes {@code subject.txt}, {@code body.txt}, {@code invoice.pdf}, and {@code mail.eml} to that recipient. */
    static void write(Path folder, String to) throws IOException {
        Files.writeString(folder.resolve("subject.txt"), SUBJECT);
        Files.writeString(folder.resolve("body.txt"), BODY);
        Files.write(folder.resolve("invoice.pdf"), FILE);
        Files.writeString(folder.resolve("mail.eml"), """
                From: noreply@contoso.example
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s
                --part
                Content-Type: application/pdf
                Content-Disposition: attachment; filename=invoice.pdf
                Content-Transfer-Encoding: base64

                %s
                --part--
                """.formatted(
                to,
                "=?UTF-8?B?" + Base64.getEncoder().encodeToString(SUBJECT.getBytes(StandardCharsets.UTF_8)) + "?=",
                BODY,
                Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(FILE)));
    }

    /** Fails unless this message says the same to a reader, whatever encodings its program has chosen. */
    static void assertIn(byte[] message) throws IOException, MessagingException {
        MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
        assertThat(subject(read)).isEqualTo(SUBJECT);
        List<Part> leaves = leaves(read);
        assertThat(leaves).as("text and attachment").hasSize(2);
        assertThat(leaves.get(0).getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo(BODY.strip());
        assertThat(leaves.get(1).getFileName()).isEqualTo("invoice.pdf");
        assertThat(leaves.get(1).getInputStream().readAllBytes()).isEqualTo(FILE);
    }

    /** Some programs write UTF-8 as it is, which Jakarta Mail takes for Latin-1. */
    private static String subject(MimeMessage read) throws IOException, MessagingException {
        String written = read.getHeader("Subject", null);
        return StandardCharsets.US_ASCII.newEncoder().canEncode(written)
                ? MimeUtility.decodeText(MimeUtility.unfold(written))
                : new String(written.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static List<Part> leaves(Part part) throws IOException, MessagingException {
        if (!(part.getContent() instanceof MimeMultipart multipart)) {
            return List.of(part);
        }
        List<Part> all = new ArrayList<>();
        for (int i = 0; i < multipart.getCount(); i++) {
            all.addAll(leaves(multipart.getBodyPart(i)));
        }
        return all;
    }
}
