package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.util.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service expects to be posted. The bodies of Teams, Slack and ntfy follow their documentation and have not been
 * tried against the services. Immutable.
 *
 * @param headers besides those of every request
 */
record WebhookBody(Map<String, String> headers, String text) {
    /** In bytes of UTF-8: ntfy turns a longer message into an attachment (docs.ntfy.sh, "Limitations": 4,096). */
    private static final int LONGEST = 4000;

    static WebhookBody of(AlertMessage message, AlertConfig.Format format) {
        return switch (format) {
            case JSON -> json(AlertJson.of(message));
            case TEAMS -> json(Json.write(teams(message)));
            case SLACK -> json(Json.write(slack(message)));
            case NTFY -> ntfy(message);
        };
    }

    private static WebhookBody json(String text) {
        return new WebhookBody(Map.of("Content-Type", "application/json; charset=utf-8"), text);
    }

    /**
     * An Adaptive Card, as the Workflows trigger "When a Teams webhook request is received" takes it (Microsoft Learn,
     * "Create incoming webhooks with Workflows for Microsoft Teams").
     */
    private static Map<String, Object> teams(AlertMessage message) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put(
                "body",
                List.of(
                        block(message.title(), "weight", "Bolder"),
                        // in a TextBlock a line ends with an empty line
                        block(cut(message.text()).replace("\n", "\n\n"), "spacing", "Small")));
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("content", card);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "message");
        body.put("attachments", List.of(attachment));
        return body;
    }

    private static Map<String, Object> block(String text, String name, String value) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "TextBlock");
        block.put("text", text);
        block.put("wrap", true);
        block.put(name, value);
        return block;
    }

    /** Slack, "Sending messages using incoming webhooks"; "Formatting text": three characters are escaped. */
    private static Map<String, Object> slack(AlertMessage message) {
        String text = message.title() + "\n" + cut(message.text());
        return Map.of("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    /** docs.ntfy.sh, "Publishing": the message is the body; a title that is not ASCII is encoded as in RFC 2047. */
    private static WebhookBody ntfy(AlertMessage message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Title", encodedWord(message.title()));
        headers.put("Priority", message.event().isEnd() || message.event() == AlertEvent.TEST ? "default" : "high");
        headers.put("Tags", message.event().isEnd() ? "white_check_mark" : "warning");
        return new WebhookBody(headers, cut(message.text()));
    }

    static String encodedWord(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String cut(String text) {
        int end = 0;
        for (int bytes = 0; end < text.length(); end = text.offsetByCodePoints(end, 1)) {
            bytes += Character.toString(text.codePointAt(end)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST) {
                return text.substring(0, end) + "…";
            }
        }
        return text;
    }
}
