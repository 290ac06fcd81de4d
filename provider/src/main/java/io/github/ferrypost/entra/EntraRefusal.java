package io.github.ferrypost.entra;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Interprets Entra's response if it contains no token. Stateless. */
public final class EntraRefusal {
    private static final Pattern OWN_WORDS = Pattern.compile("(?s)\\s*(?:AADSTS\\d+:)?\\s*(.*?)\\s*(?:Trace ID:.*)?");
    private static final String REACH =
            "Check this machine's network, DNS and proxy; it must reach the login host over HTTPS.";

    /**
     * RFC 6749 section 5.2, OpenID Connect Core section 3.1.2.6, and Microsoft's own; other errors count as
     * transient.
     */
    private static final Map<String, AadstsKind> BY_OAUTH_ERROR = Map.ofEntries(
            Map.entry("invalid_client", AadstsKind.CREDENTIAL),
            Map.entry("unauthorized_client", AadstsKind.REGISTRATION),
            Map.entry("invalid_request", AadstsKind.REQUEST),
            Map.entry("invalid_scope", AadstsKind.REQUEST),
            Map.entry("invalid_resource", AadstsKind.REQUEST),
            Map.entry("unsupported_grant_type", AadstsKind.REQUEST),
            Map.entry("invalid_grant", AadstsKind.SIGN_IN),
            Map.entry("interaction_required", AadstsKind.SIGN_IN),
            Map.entry("login_required", AadstsKind.SIGN_IN),
            Map.entry("consent_required", AadstsKind.CONSENT),
            Map.entry("access_denied", AadstsKind.CONSENT),
            // Microsoft, "OAuth 2.0 device authorization grant"; RFC 8628 section 3.5
            Map.entry("authorization_declined", AadstsKind.SIGN_IN),
            Map.entry("expired_token", AadstsKind.SIGN_IN),
            Map.entry("bad_verification_code", AadstsKind.SIGN_IN));

    private EntraRefusal() {}

    /** The status for a response without a token. */
    public static Status of(Answer answer, String host, Instant now) {
        Map<String, Object> json = Json.read(answer.text());
        Status status = json.containsKey("error")
                ? refused(isBusy(answer.status()), "HTTP " + answer.status(), json)
                : garbage(answer, host);
        return answer.retryAfter(now).map(status::withRetryAfter).orElse(status);
    }

    /** The status if there was no response. */
    public static Status unreachable(HttpFailure failure) {
        return AadstsKind.BUSY.status("Cannot reach Entra: " + failure.getMessage(), "", REACH);
    }

    /** The status if there is neither a response nor a failure: an unknown cause counts as transient. */
    public static Status silent(Throwable failure) {
        return AadstsKind.BUSY.status(
                "No request was sent to Entra: " + failure.getMessage(),
                failure.getClass().getName(),
                REACH);
    }

    /**
     * The status for a refusal returned by the browser (RFC 6749 section 4.1.2.1).
     *
     * @param error and {@code description} as Entra gave them
     */
    public static Status told(String error, String description) {
        return refused(false, "redirect", Map.of("error", error, "error_description", description));
    }

    private static Status refused(boolean busy, String by, Map<String, Object> json) {
        String error = Json.text(json, "error");
        String description = Json.text(json, "error_description");
        OptionalInt code = code(description, json.get("error_codes"));
        Matcher said = OWN_WORDS.matcher(description);
        String words = said.matches() && !said.group(1).isEmpty() ? said.group(1) : error;
        AadstsKind kind = busy ? AadstsKind.BUSY : BY_OAUTH_ERROR.getOrDefault(error, AadstsKind.BUSY);
        if (code.isEmpty()) {
            return kind.status("Entra: " + words, detail(by, json), REACH);
        }
        AadstsRow row = AadstsTable.find(code.getAsInt())
                .orElseGet(() -> AadstsTable.unknown(code.getAsInt(), kind, shortened(words)));
        return (busy ? AadstsKind.BUSY : row.kind())
                .status("AADSTS" + code.getAsInt() + ": " + row.meaning(), detail(by, json), row.remedy());
    }

    /** A page for people, or a truncated response: from a proxy, a gateway in front of Entra, or a captive portal. */
    private static Status garbage(Answer answer, String host) {
        String type = answer.header("Content-Type").orElse("no content type");
        String remedy = isBusy(answer.status())
                ? "Nothing: Ferrypost retries. If this continues, check for a proxy between this machine and Entra."
                : "Check for a proxy between this machine and Entra, and let it pass " + host + " unchanged.";
        return AadstsKind.BUSY.status(
                "The answer does not come from Entra: HTTP " + answer.status() + ", " + type + ", from " + host,
                "",
                remedy);
    }

    private static boolean isBusy(int httpStatus) {
        // 408 and 429: RFC 9110 section 15.5.9, RFC 6585 section 4
        return httpStatus == 408 || httpStatus == 429 || httpStatus >= 500;
    }

    private static OptionalInt code(String description, @Nullable Object codes) {
        OptionalInt named = AadstsTable.codeIn(description);
        if (named.isPresent()) {
            return named;
        }
        Object first = codes instanceof List && !((List<?>) codes).isEmpty() ? ((List<?>) codes).get(0) : null;
        return first instanceof Number ? OptionalInt.of(((Number) first).intValue()) : OptionalInt.empty();
    }

    /**
     * What Microsoft's support asks for: trace id, correlation id and time stamp, whether or not the text contains
     * them.
     */
    private static String detail(String by, Map<String, Object> json) {
        StringBuilder detail =
                new StringBuilder(by + " " + Json.text(json, "error") + ": " + Json.text(json, "error_description"));
        for (String field : List.of("suberror", "trace_id", "correlation_id", "timestamp")) {
            String value = Json.text(json, field);
            if (!value.isEmpty() && detail.indexOf(value) < 0) {
                detail.append("; ").append(field).append(' ').append(value);
            }
        }
        return detail.toString();
    }

    private static String shortened(String words) {
        return words.length() <= 200 ? words : words.substring(0, 200) + "…";
    }
}
