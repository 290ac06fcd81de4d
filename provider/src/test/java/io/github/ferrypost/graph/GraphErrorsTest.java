package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "400, ErrorMimeContentInvalidBase64String, NEVER 554 5.6.0 MESSAGE",
        "400, ErrorInvalidRecipients, NEVER 550 5.1.3 MESSAGE",
        "400, InvalidInternetMessageHeaderCollection, NEVER 554 5.6.0 MESSAGE",
        "400, InvalidInternetMessageHeader, NEVER 554 5.6.0 MESSAGE",
        "400, ErrorMessageSizeExceeded, NEVER 552 5.3.4 MESSAGE",
        "413, RequestEntityTooLarge, NEVER 552 5.3.4 MESSAGE",
        "413, '', NEVER 552 5.3.4 MESSAGE",
        "401, InvalidAuthenticationToken, NEVER 535 5.7.8 ACCOUNT",
        "403, ErrorAccessDenied, NEVER 550 5.7.1 ACCOUNT",
        "403, extensionError, NEVER 550 5.7.1 ACCOUNT",
        "403, Authorization_RequestDenied, NEVER 550 5.7.1 ACCOUNT",
        "403, ErrorSendAsDenied, NEVER 550 5.7.60 MESSAGE",
        "404, MailboxNotEnabledForRESTAPI, LATER 450 4.2.1 MAILBOX",
        "404, ErrorNonExistentMailbox, NEVER 550 5.2.1 ACCOUNT",
        "404, ErrorInvalidUser, NEVER 550 5.2.1 ACCOUNT",
        "404, ResourceNotFound, NEVER 550 5.2.1 ACCOUNT",
        "403, ErrorQuotaExceeded, LATER 452 4.2.2 MAILBOX",
        "507, ErrorQuotaExceeded, LATER 452 4.2.2 MAILBOX",
        "403, ErrorExceededMessageLimit, LATER 452 4.5.3 MAILBOX",
        "429, ErrorExceededMessageLimit, LATER 452 4.5.3 MAILBOX",
        "403, ErrorSubmissionQuotaExceeded, LATER 452 4.5.3 MAILBOX",
        "403, ErrorExceededHourlyMessageLimit, LATER 452 4.5.3 MAILBOX",
        "400, ErrorExceededMaxRecipientLimit, NEVER 550 5.5.3 MESSAGE",
        "403, ErrorMessageSubmissionBlocked, NEVER 550 5.1.8 MAILBOX",
        "403, ErrorAccountSuspend, NEVER 550 5.1.8 MAILBOX",
        "429, ApplicationThrottled, LATER 451 4.3.2 MAILBOX",
        "429, TooManyRequests, LATER 451 4.3.2 MAILBOX",
        "429, activityLimitReached, LATER 451 4.3.2 MAILBOX",
        "500, ErrorInternalServerError, IN_DOUBT 451 4.3.0 SESSION",
        "500, ErrorInternalServerTransientError, LATER 451 4.3.2 SESSION",
        "503, ErrorServerBusy, LATER 451 4.3.2 SESSION",
        "503, serviceNotAvailable, LATER 451 4.3.2 SESSION",
        "502, '', IN_DOUBT 451 4.3.0 SESSION",
        "504, UnknownError, IN_DOUBT 451 4.3.0 SESSION",
        "509, '', LATER 451 4.3.2 MAILBOX",
        "418, ErrorNobodyKnows, NEVER 554 5.0.0 MESSAGE",
        "429, ErrorNobodyKnows, LATER 451 4.3.2 MAILBOX",
        "505, ErrorNobodyKnows, LATER 451 4.3.0 SESSION",
        "302, '', LATER 451 4.3.0 SESSION"
    })
    void everyAnswerHasItsMeaning(int http, String code, String expected) {
        Status status = Response.of(answer(http, error(code)), "id", "", Optional.empty())
                .status();
        assertThat(status.verdict() + " " + status.reply().code() + " "
                        + status.reply().enhanced() + " " + status.blame())
                .isEqualTo(expected);
        assertThat(status.reply().text()).startsWith(code.isEmpty() ? "HTTP " + http : code + ": ");
    }

    static Stream<GraphError> rows() {
        return GraphErrors.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowIsFoundAndSpeaksBothLanguages(GraphError row) {
        int http = row.http() == 0 ? 400 : row.http();
        assertThat(GraphErrors.find(http, row.code().isEmpty() ? List.of() : List.of(row.code())))
                .isSameAs(row);
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMANY)) {
            assertThat(row.meaning(language)).isNotBlank().endsWith(".");
            assertThat(row.remedy(language)).isNotBlank();
        }
        assertThat(row.meaning(Locale.GERMAN)).isNotEqualTo(row.meaning(Locale.ENGLISH));
        assertThat(row.status("said", "detail").reply().remedy()).contains(row.remedy(Locale.ENGLISH));
        assertThat(row.blame()).isNotIn(Blame.NOBODY, Blame.RECIPIENT);
    }

    @Test
    void theInnermostCodeThatIsKnownDecides() {
        String body = "{\"error\":{\"code\":\"generalException\",\"message\":\"m\",\"innerError\":{\"code\":"
                + "\"ErrorSendAsDenied\",\"innererror\":{\"code\":\"neverHeardOf\",\"request-id\":\"r-1\"}}}}";
        Response response = Response.of(answer(403, body), "id", "", Optional.empty());
        assertThat(response.status().reply().text()).startsWith("ErrorSendAsDenied: ");
        assertThat(response.status().reply().detail().orElseThrow())
                .contains("generalException > ErrorSendAsDenied > neverHeardOf: m");
        assertThat(response.trace()).isEqualTo("r-1");
    }

    @Test
    void aLimitOfHoursIsWaitedForUnlessMicrosoftSaysOtherwise() {
        String body = error("ErrorExceededMessageLimit");
        assertThat(Response.of(answer(429, body), "", "", Optional.empty())
                        .status()
                        .retryAfter())
                .contains(Duration.ofHours(1));
        assertThat(Response.of(answer(429, body), "", "", Optional.of(Duration.ofMinutes(5)))
                        .status()
                        .retryAfter())
                .contains(Duration.ofMinutes(5));
    }

    @Test
    void aRequestThatSendsNothingIsInNoDoubt() {
        Response response = Response.of(answer(500, ""), "id", "", Optional.of(Duration.ofSeconds(3)));
        assertThat(response.statusOfPreparation().verdict().name()).isEqualTo("LATER");
        assertThat(response.statusOfPreparation().retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aTokenThatComesBackIsNotRepeated() {
        Response response =
                Response.of(answer(502, "You sent: Bearer SECRET-TOKEN"), "id", "SECRET-TOKEN", Optional.empty());
        assertThat(response.status().reply().detail().orElseThrow())
                .contains("You sent")
                .doesNotContain("SECRET-TOKEN");
    }

    private static String error(String code) {
        return code.isEmpty() ? "" : "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}";
    }

    private static Answer answer(int http, String body) {
        return new Answer(http, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
