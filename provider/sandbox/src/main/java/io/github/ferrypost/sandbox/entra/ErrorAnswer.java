package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An error as Entra's endpoints answer it (RFC 6749 section 5.2, and Entra's own fields). Stateless. */
final class ErrorAnswer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ErrorAnswer() {}

    static HttpAnswer of(
            int status, String error, int number, String text, String suberror, String correlationId, Instant now) {
        String trace = UUID.randomUUID().toString();
        String time = TIME.format(now);
        String description = "AADSTS" + number + ": " + text + " Trace ID: " + trace + " Correlation ID: "
                + correlationId + " Timestamp: " + time;
        Map<String, Object> body = JsonValues.of(
                "error", error,
                "error_description", description,
                "error_codes", List.of(number),
                "timestamp", time,
                "trace_id", trace,
                "correlation_id", correlationId,
                "error_uri", "https://login.microsoftonline.com/error?code=" + number);
        if (!suberror.isEmpty()) {
            body.put("suberror", suberror);
        }
        return HttpAnswer.json(status, body);
    }
}
