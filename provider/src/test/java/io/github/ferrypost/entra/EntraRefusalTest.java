package io.github.ferrypost.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraRefusalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static Status read(int status, Map<String, String> headers, String body) {
        return EntraRefusal.of(
                new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)), "login.microsoftonline.com", NOW);
    }

    private static Status read(int status, String body) {
        return read(status, Map.of("Content-Type", "application/json"), body);
    }

    private static String body(String error, String description, String rest) {
        return "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"" + rest + "}";
    }

    @Test
    void aKnownCode() {
        Status status = read(
                401,
                body(
                        "invalid_client",
                        "AADSTS7000215: Invalid client secret provided.\\r\\nTrace ID: t-1\\r\\nCorrelation ID: c-1\\r\\n"
                                + "Timestamp: 2026-11-22 10:00:00Z",
                        ",\"error_codes\":[7000215],\"trace_id\":\"t-1\",\"correlation_id\":\"c-1\",\"suberror\":\"s-1\""));

        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.blame()).isEqualTo(FailureScope.ACCOUNT);
        assertThat(status.reply().code()).isEqualTo(535);
        assertThat(status.reply().enhanced()).hasToString("5.7.8");
        assertThat(status.reply().text()).isEqualTo("AADSTS7000215: The client secret is wrong");
        assertThat(status.reply().remedy().orElseThrow()).contains("Certificates & secrets", "Value");
        assertThat(status.reply().detail().orElseThrow())
                .contains("HTTP 401", "invalid_client", "t-1", "c-1", "2026-11-22 10:00:00Z", "suberror s-1")
                .doesNotContain("trace_id");
    }

    @Test
    void theTraceIsInTheDetailThoughTheTextLacksIt() {
        Status status = read(401, body("invalid_client", "", ",\"error_codes\":[7000222],\"trace_id\":\"t-2\""));
        assertThat(status.reply().text()).startsWith("AADSTS7000222: ");
        assertThat(status.reply().detail().orElseThrow()).contains("trace_id t-2");
    }

    @Test
    void anUnknownCodeIsJudgedByTheErrorAndExplainedByMicrosoft() {
        Status status = read(400, body("invalid_grant", "AADSTS987654: The moon is full. Trace ID: t-3", ""));
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().text()).isEqualTo("AADSTS987654: The moon is full.");
        assertThat(status.reply().remedy().orElseThrow())
                .contains("https://login.microsoftonline.com/error?code=987654");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client, PERMANENT, 535 5.7.8",
        "unauthorized_client, PERMANENT, 535 5.7.8",
        "invalid_scope, PERMANENT, 535 5.7.0",
        "consent_required, PERMANENT, 535 5.7.8",
        "interaction_required, PERMANENT, 530 5.7.0",
        "temporarily_unavailable, TRANSIENT, 454 4.7.0",
        "something_new, TRANSIENT, 454 4.7.0"
    })
    void anErrorWithoutCode(String error, Verdict verdict, String codes) {
        Status status = read(400, body(error, "Words.", ""));
        assertThat(status.verdict()).isEqualTo(verdict);
        assertThat(status.reply().toString()).startsWith(codes + " Entra: Words.");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aBusyEntraIsLaterWhateverItSays(int httpStatus) {
        Status status = read(httpStatus, body("invalid_client", "AADSTS7000215: Words.", ""));
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.blame()).isEqualTo(FailureScope.SESSION);
        assertThat(status.reply().toString()).startsWith("454 4.7.0 AADSTS7000215");
    }

    /** Rivals answer a permanent 535 or 550 when the token endpoint serves the page of a proxy. */
    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 407, 503})
    void aPageOfAProxyIsLater(int httpStatus) {
        Status status = read(httpStatus, Map.of("Content-Type", "text/html"), "<html>Log in to the Wi-Fi</html>");
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().text()).contains("HTTP " + httpStatus, "text/html", "login.microsoftonline.com");
        assertThat(status.reply().remedy().orElseThrow()).contains("proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"token_type\":\"Bearer\"}", "\u0000\u0001"})
    void halfAnAnswerIsLater(String body) {
        assertThat(read(200, body).verdict()).isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void retryAfterInBothForms() {
        assertThat(read(429, Map.of("Retry-After", "17"), "").retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(read(503, Map.of("retry-after", "Sun, 22 Nov 2026 10:00:30 GMT"), "")
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(read(503, "").retryAfter()).isEmpty();
    }
}
