package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.mime.AddressSyntaxException;
import io.github.ferrypost.sandbox.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as Graph stores it: its bytes, and the properties parsed from them. Immutable, except that the bytes are
 * shared.
 */
final class Message {
    static final String TO = "to";
    static final String CC = "cc";
    static final String BCC = "bcc";

    private final byte[] submitted;
    private final byte[] delivered;
    private final String from;
    private final String subject;
    private final String messageId;
    private final Map<String, List<String>> recipients;

    Message(
            byte[] submitted,
            byte[] delivered,
            String from,
            String subject,
            String messageId,
            Map<String, List<String>> recipients) {
        this.submitted = submitted;
        this.delivered = delivered;
        this.from = from;
        this.subject = subject;
        this.messageId = messageId;
        this.recipients = recipients;
    }

    /** Parses a MIME message in base64. */
    static Message fromBase64(byte[] base64) throws GraphError {
        byte[] mime = decode(base64);
        Headers headers = new Headers(mime);
        if (headers.isEmpty()) {
            throw invalidMime();
        }
        try {
            Map<String, List<String>> recipients = new LinkedHashMap<>();
            recipients.put(TO, headers.addresses("To"));
            recipients.put(CC, headers.addresses("Cc"));
            recipients.put(BCC, headers.addresses("Bcc"));
            List<String> from = headers.addresses("From");
            return new Message(
                    mime,
                    headers.without("Bcc"),
                    from.isEmpty() ? "" : from.get(0),
                    headers.first("Subject").orElse(""),
                    headers.first("Message-ID").orElseGet(() -> "<" + UUID.randomUUID() + "@sandbox.example>"),
                    recipients);
        } catch (AddressSyntaxException e) {
            throw GraphError.badRecipient(e.getMessage());
        }
    }

    private static byte[] decode(byte[] base64) throws GraphError {
        byte[] dense = base64;
        int length = 0;
        for (byte b : base64) {
            // line ends are allowed; the JDK's lenient MIME decoder would accept anything
            if (b != '\r' && b != '\n' && b != ' ' && b != '\t') {
                dense[length++] = b;
            }
        }
        try {
            return Base64.getDecoder().decode(length == dense.length ? dense : Arrays.copyOf(dense, length));
        } catch (IllegalArgumentException e) {
            throw invalidMime();
        }
    }

    private static GraphError invalidMime() {
        return new GraphError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
    }

    /** A copy with other recipients, subject or sender, if given. */
    Message with(
            Map<String, List<String>> changedRecipients,
            @Nullable String changedSubject,
            @Nullable String changedFrom) {
        Map<String, List<String>> all = new LinkedHashMap<>(recipients);
        all.putAll(changedRecipients);
        return new Message(
                submitted,
                delivered,
                changedFrom == null ? from : changedFrom,
                changedSubject == null ? subject : changedSubject,
                messageId,
                all);
    }

    /** A copy for Sent Items. */
    Message withoutBytes() {
        return new Message(new byte[0], new byte[0], from, subject, messageId, recipients);
    }

    /** To, Cc and Bcc, in this order. */
    List<String> allRecipients() {
        List<String> all = new ArrayList<>();
        recipients.values().forEach(all::addAll);
        return all;
    }

    Map<String, List<String>> recipients() {
        return recipients;
    }

    byte[] submitted() {
        return submitted;
    }

    /** The bytes without Bcc. */
    byte[] delivered() {
        return delivered;
    }

    /** The From address; empty if there is none. */
    String from() {
        return from;
    }

    String subject() {
        return subject;
    }

    String messageId() {
        return messageId;
    }
}
