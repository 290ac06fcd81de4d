package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes a message as mail (RFC 5322): plain text in UTF-8. Stateless. */
final class AlertMail {
    private static final String CRLF = "\r\n";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** RFC 2047 section 2: an encoded word has at most 75 characters; this many octets fit after base64. */
    private static final int WORD = 42;

    private AlertMail() {}

    /** @param mailbox that sends it; Microsoft 365 accepts no other From */
    static Submission of(AlertMessage message, String mailbox, List<String> to, ZoneId zone) {
        String text = "From: Ferrypost <" + mailbox + ">" + CRLF
                + "To: " + String.join("," + CRLF + " ", to) + CRLF
                + "Subject: " + subject(message.title()) + CRLF
                + "Date: " + DATE.format(message.at().atZone(zone)) + CRLF
                + "Message-ID: <" + UUID.randomUUID() + ".alert@ferrypost>" + CRLF
                // RFC 3834 section 5, and what Exchange checks before it sends an automatic reply
                + "Auto-Submitted: auto-generated" + CRLF
                + "X-Auto-Response-Suppress: All" + CRLF
                + "MIME-Version: 1.0" + CRLF
                + "Content-Type: text/plain; charset=utf-8" + CRLF
                + "Content-Transfer-Encoding: base64" + CRLF
                + CRLF
                + Base64.getMimeEncoder()
                        .encodeToString(message.text().replace("\n", CRLF).getBytes(StandardCharsets.UTF_8))
                + CRLF;
        return new Submission(Envelope.of(mailbox, to), ByteSource.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String subject(String title) {
        boolean plain = title.length() <= 60 && title.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (plain && !title.contains("=?")) {
            return title;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        title.codePoints().forEach(c -> {
            String next = Character.toString(c);
            if ((word + next).getBytes(StandardCharsets.UTF_8).length > WORD) {
                words.append(encoded(word.toString())).append(CRLF).append(' ');
                word.setLength(0);
            }
            word.append(next);
        });
        return words.append(encoded(word.toString())).toString();
    }

    private static String encoded(String word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
