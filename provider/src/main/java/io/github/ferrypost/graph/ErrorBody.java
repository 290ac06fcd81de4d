package io.github.ferrypost.graph;

import io.github.ferrypost.util.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error in Graph's response body: codes from outermost to innermost, and a message. Microsoft advises walking
 * down {@code innerError} and using the most detailed code one knows. Immutable.
 */
final class ErrorBody {
    /** Graph's messages are short; a proxy's page is not. */
    private static final int LONGEST = 300;

    /** Deeper than any nesting Graph has been seen to send. */
    private static final int DEEPEST = 10;

    private static final ErrorBody NONE = new ErrorBody(List.of(), "", "", false);

    private final List<String> codes;
    private final String message;
    private final String requestId;
    private final boolean html;

    private ErrorBody(List<String> codes, String message, String requestId, boolean html) {
        this.codes = List.copyOf(codes);
        this.message = message;
        this.requestId = requestId;
        this.html = html;
    }

    static ErrorBody parse(String body) {
        String trimmed = body.strip();
        if (trimmed.isEmpty()) {
            return NONE;
        }
        if (trimmed.startsWith("<")) {
            String words =
                    trimmed.replaceAll("(?s)<(style|script)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " ");
            return new ErrorBody(List.of(), shortened(words), "", true);
        }
        Map<?, ?> error = object(Json.read(trimmed).get("error"));
        List<String> codes = new ArrayList<>();
        String requestId = "";
        Map<?, ?> level = error;
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            text(level, "code").filter(code -> !code.isEmpty()).ifPresent(codes::add);
            requestId = text(level, "request-id").orElse(requestId);
            level = object(level.containsKey("innerError") ? level.get("innerError") : level.get("innererror"));
        }
        String message = text(error, "message").orElse(error.isEmpty() ? trimmed : "");
        return new ErrorBody(codes, shortened(message), requestId, false);
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map ? (Map<?, ?>) value : Map.of();
    }

    private static Optional<String> text(Map<?, ?> object, String key) {
        return Optional.ofNullable(object.get(key)).map(Object::toString);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    List<String> codes() {
        return codes;
    }

    String message() {
        return message;
    }

    /**
     * The message with its source, for a text that begins with {@code code}; drops the code, which Exchange's
     * messages often repeat. Empty if there is no message.
     */
    String words(String code) {
        String rest = message.replaceAll("(?i)" + Pattern.quote(code), "")
                .replaceAll("^[\\s:;,.-]+|[\\s:;,-]+$", "")
                .replaceAll("\\s+", " ");
        return rest.isEmpty() ? "" : (isGraphs() && !codes.isEmpty() ? "Graph: " : "Answer: ") + rest;
    }

    /** From the inner error; empty if missing. */
    String requestId() {
        return requestId;
    }

    boolean isHtml() {
        return html;
    }

    /** Whether the body is empty or JSON. */
    boolean isGraphs() {
        return !html && (message.isEmpty() || !codes.isEmpty() || message.startsWith("{"));
    }
}
