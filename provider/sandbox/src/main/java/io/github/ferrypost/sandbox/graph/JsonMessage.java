package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses Graph's message resource. */
final class JsonMessage {
    private JsonMessage() {}

    /** Parses the message and serialises it to a small MIME message for {@code raw()}. */
    static Message read(byte[] json, Map<String, Object> message) throws IOException, GraphError {
        Map<String, List<String>> recipients = recipients(message);
        recipients.putIfAbsent(Message.TO, List.of());
        recipients.putIfAbsent(Message.CC, List.of());
        recipients.putIfAbsent(Message.BCC, List.of());
        String id = "<" + UUID.randomUUID() + "@sandbox.example>";
        String from = from(message);
        return new Message(
                json,
                mime(message, recipients, from, id),
                from == null ? "" : from,
                JsonValues.string(message, "subject"),
                id,
                recipients);
    }

    /** The recipient lists that the object contains. */
    static Map<String, List<String>> recipients(Map<String, Object> message) throws IOException, GraphError {
        Map<String, List<String>> recipients = new LinkedHashMap<>();
        for (String kind : List.of(Message.TO, Message.CC, Message.BCC)) {
            String name = kind + "Recipients";
            if (message.containsKey(name)) {
                List<String> addresses = new ArrayList<>();
                for (Object recipient : JsonValues.list(message, name)) {
                    addresses.add(address(JsonValues.object(recipient)));
                }
                recipients.put(kind, addresses);
            }
        }
        return recipients;
    }

    /** The sender, or null if there is none. */
    static @Nullable String from(Map<String, Object> message) throws IOException, GraphError {
        Object from = message.get("from");
        return from == null ? null : address(JsonValues.object(from));
    }

    private static String address(Map<String, Object> recipient) throws IOException, GraphError {
        String address = JsonValues.string(JsonValues.object(recipient, "emailAddress"), "address");
        if (address.indexOf('@') < 1 || address.endsWith("@") || address.contains(" ")) {
            throw GraphError.badRecipient("Recipient '" + address + "' is not resolved. All recipients must be"
                    + " resolved before a message can be submitted.");
        }
        return address;
    }

    private static byte[] mime(
            Map<String, Object> message, Map<String, List<String>> recipients, @Nullable String from, String id)
            throws IOException, GraphError {
        StringBuilder mime = new StringBuilder();
        mime.append("From: ").append(from == null ? "" : from).append("\r\n");
        line(mime, "To", recipients.getOrDefault(Message.TO, List.of()));
        line(mime, "Cc", recipients.getOrDefault(Message.CC, List.of()));
        mime.append("Subject: ").append(JsonValues.string(message, "subject")).append("\r\n");
        mime.append("Message-ID: ").append(id).append("\r\n");
        List<?> headers = JsonValues.list(message, "internetMessageHeaders");
        if (headers.size() > 5) {
            throw new GraphError(
                    400,
                    "InvalidInternetMessageHeaderCollection",
                    "Maximum number of headers in one message should be less than or equal to 5.");
        }
        for (Object each : headers) {
            String name = JsonValues.string(JsonValues.object(each), "name");
            if (!name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                throw new GraphError(
                        400,
                        "InvalidInternetMessageHeader",
                        "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
            }
            mime.append(name)
                    .append(": ")
                    .append(JsonValues.string(JsonValues.object(each), "value"))
                    .append("\r\n");
        }
        Map<String, Object> body = JsonValues.object(message, "body");
        boolean html = JsonValues.string(body, "contentType").equalsIgnoreCase("html");
        mime.append("Content-Type: text/").append(html ? "html" : "plain").append("; charset=utf-8\r\n\r\n");
        mime.append(JsonValues.string(body, "content"));
        return mime.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder mime, String name, List<String> addresses) {
        if (!addresses.isEmpty()) {
            mime.append(name).append(": ").append(String.join(", ", addresses)).append("\r\n");
        }
    }
}
