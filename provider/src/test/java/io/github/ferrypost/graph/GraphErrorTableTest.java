package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphErrorTableTest {
    @ParameterizedTest
    @CsvSource({
        "400, ErrorMimeContentInvalidBase64String, PERMANENT 554 5.6.0 MESSAGE",
        "400, ErrorInvalidRecipients, PERMANENT 550 5.1.3 MESSAGE",
        "400, InvalidInternetMessageHeaderCollection, PERMANENT 554 5.6.0 MESSAGE",
        "400, InvalidInternetMessageHeader, PERMANENT 554 5.6.0 MESSAGE",
        "400, ErrorMessageSizeExceeded, PERMANENT 552 5.3.4 MESSAGE",
        "413, RequestEntityTooLarge, PERMANENT 552 5.3.4 MESSAGE",
        "413, '', PERMANENT 552 5.3.4 MESSAGE",
        "401, InvalidAuthenticationToken, PERMANENT 535 5.7.8 ACCOUNT",
        "403, ErrorAccessDenied, PERMANENT 550 5.7.1 ACCOUNT",
        "403, extensionError, PERMANENT 550 5.7.1 ACCOUNT",
        "403, Authorization_RequestDenied, PERMANENT 550 5.7.1 ACCOUNT",
        "403, ErrorSendAsDenied, PERMANENT 550 5.7.60 MESSAGE",
        "404, MailboxNotEnabledForRESTAPI, TRANSIENT 450 4.2.1 MAILBOX",
        "404, ErrorNonExistentMailbox, PERMANENT 550 5.2.1 MAILBOX",
        "404, ErrorInvalidUser, PERMANENT 550 5.2.1 MAILBOX",
        "404, ResourceNotFound, TRANSIENT 450 4.2.1 MAILBOX",
        "404, MailboxNotSupportedForRESTAPI, TRANSIENT 450 4.2.1 MAILBOX",
        "404, Request_ResourceNotFound, PERMANENT 550 5.2.1 MAILBOX",
        "404, ErrorItemNotFound, TRANSIENT 451 4.3.0 SESSION",
        "403, ErrorMessageTransientError, TRANSIENT 451 4.3.0 SESSION",
        "403, ErrorMessageTimeout, TRANSIENT 451 4.3.0 SESSION",
        "403, ErrorMessageThrottled, TRANSIENT 451 4.3.2 MAILBOX",
        "403, accessDenied, PERMANENT 550 5.7.1 ACCOUNT",
        "403, '', PERMANENT 550 5.7.1 ACCOUNT",
        "412, ErrorIrresolvableConflict, TRANSIENT 451 4.3.0 SESSION",
        "400, ErrorIrresolvableConflict, TRANSIENT 451 4.3.0 SESSION",
        "400, ErrorAttachmentSizeShouldNotBeLessThanMinimumSize, PERMANENT 552 5.3.4 MESSAGE",
        "403, ErrorQuotaExceeded, TRANSIENT 452 4.2.2 MAILBOX",
        "507, ErrorQuotaExceeded, TRANSIENT 452 4.2.2 MAILBOX",
        "403, ErrorExceededMessageLimit, TRANSIENT 452 4.5.3 MAILBOX",
        "429, ErrorExceededMessageLimit, TRANSIENT 452 4.5.3 MAILBOX",
        "403, ErrorSubmissionQuotaExceeded, TRANSIENT 452 4.5.3 MAILBOX",
        "403, ErrorExceededHourlyMessageLimit, TRANSIENT 452 4.5.3 MAILBOX",
        "400, ErrorExceededMaxRecipientLimit, PERMANENT 550 5.5.3 MESSAGE",
        "403, ErrorMessageSubmissionBlocked, PERMANENT 550 5.1.8 MAILBOX",
        "403, ErrorAccountSuspend, PERMANENT 550 5.1.8 MAILBOX",
        "429, ApplicationThrottled, TRANSIENT 451 4.3.2 MAILBOX",
        "429, TooManyRequests, TRANSIENT 451 4.3.2 MAILBOX",
        "429, activityLimitReached, TRANSIENT 451 4.3.2 MAILBOX",
        "500, ErrorInternalServerError, IN_DOUBT 451 4.3.0 SESSION",
        "500, ErrorInternalServerTransientError, TRANSIENT 451 4.3.2 SESSION",
        "503, ErrorServerBusy, TRANSIENT 451 4.3.2 SESSION",
        "503, serviceNotAvailable, TRANSIENT 451 4.3.2 SESSION",
        "502, '', IN_DOUBT 451 4.3.0 SESSION",
        "504, UnknownError, IN_DOUBT 451 4.3.0 SESSION",
        "509, '', TRANSIENT 451 4.3.2 MAILBOX",
        "418, ErrorNobodyKnows, PERMANENT 554 5.0.0 MESSAGE",
        "429, ErrorNobodyKnows, TRANSIENT 451 4.3.2 MAILBOX",
        "505, ErrorNobodyKnows, TRANSIENT 451 4.3.0 SESSION",
        "302, '', TRANSIENT 451 4.3.0 SESSION"
    })
    void everyAnswerHasItsMeaning(int http, String code, String expected) {
        Status status = GraphResponse.of(answer(http, error(code)), "id", "", Optional.empty())
                .status();
        assertThat(status.verdict() + " " + status.reply().code() + " "
                        + status.reply().enhanced() + " " + status.blame())
                .isEqualTo(expected);
        assertThat(status.reply().text()).startsWith(code.isEmpty() ? "HTTP " + http : code + ": ");
    }

    @Test
    void G6_aMailboxThatRestDoesNotSupportMeansWhatItsSiblingMeans() {
        GraphErrorRow row = GraphErrorTable.find(404, List.of("MailboxNotSupportedForRESTAPI"));
        GraphErrorRow sibling = GraphErrorTable.find(404, List.of("MailboxNotEnabledForRESTAPI"));
        assertThat(row.meaning(Locale.ENGLISH)).isEqualTo(sibling.meaning(Locale.ENGLISH));
        assertThat(row.remedy(Locale.ENGLISH)).isNotEmpty().isEqualTo(sibling.remedy(Locale.ENGLISH));
        assertThat(row.blame()).isEqualTo(sibling.blame());
        assertThat(row.verdict()).isEqualTo(sibling.verdict());
    }

    static Stream<GraphErrorRow> rows() {
        return GraphErrorTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowIsFoundAndSpeaksBothLanguages(GraphErrorRow row) {
        int http = row.http() == 0 ? 400 : row.http();
        if (row.condition(Locale.ENGLISH).isEmpty()) {
            assertThat(GraphErrorTable.find(http, row.code().isEmpty() ? List.of() : List.of(row.code())))
                    .isSameAs(row);
        } else {
            assertThat(row.condition(Locale.GERMAN)).isNotEqualTo(row.condition(Locale.ENGLISH));
        }
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMANY)) {
            assertThat(row.meaning(language)).isNotBlank().doesNotEndWith(".");
            assertThat(row.remedy(language))
                    .isNotBlank()
                    .as("Door 1 has no queue")
                    .doesNotContainIgnoringCase("tried again")
                    .doesNotContainIgnoringCase("retr")
                    .doesNotContain("erneut versucht");
        }
        assertThat(row.meaning(Locale.GERMAN)).isNotEqualTo(row.meaning(Locale.ENGLISH));
        assertThat(row.status("said", "", "detail").reply().remedy()).contains(row.remedy(Locale.ENGLISH));
        assertThat(row.blame()).isNotIn(FailureScope.NOBODY, FailureScope.RECIPIENT);
    }

    private static final Set<Integer> NOT_NOW = Set.of(407, 408, 409, 412, 421, 423, 425, 429);

    private static String expected(int http, boolean withCode, boolean sends) {
        if (http == 401) {
            return "PERMANENT ACCOUNT";
        }
        if (http == 403) {
            return withCode ? "TRANSIENT SESSION" : "PERMANENT ACCOUNT";
        }
        if (http == 429 || http == 509 || http == 507) {
            return "TRANSIENT MAILBOX";
        }
        if (http >= 500) {
            boolean perhapsSent = http == 500 || http == 502 || http == 504 || http > 511;
            return (perhapsSent && sends ? "IN_DOUBT" : "TRANSIENT") + " SESSION";
        }
        return NOT_NOW.contains(http) ? "TRANSIENT SESSION" : "PERMANENT MESSAGE";
    }

    static IntStream everyStatus() {
        return IntStream.rangeClosed(400, 599);
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void G1_G2_anUnknownAnswerIsJudgedByItsClass(int http) {
        for (String body : List.of("", "{}", error("ErrorNobodyKnows"), error("Outer", "ErrorNobodyKnows"))) {
            boolean withCode = body.contains("code");
            GraphResponse response = GraphResponse.of(answer(http, body), "id", "", Optional.empty());
            for (boolean sends : List.of(true, false)) {
                Status status = sends ? response.status() : response.statusOfPreparation();
                assertThat(status.verdict() + " " + status.blame())
                        .as("%d %s, sends %s", http, body, sends)
                        .isEqualTo(expected(http, withCode, sends));
                assertThat(status.retryAfter()).isEmpty();
                assertThat(status.reply().text()).startsWith(withCode ? "ErrorNobodyKnows: " : "HTTP " + http + ": ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrorMessageTransientError", "ErrorMessageThrottled", "SomethingNew"})
    void G1_aTransient403IsNotBlamedOnThePermission(String code) {
        String body =
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Cannot send this mail due to a transient error."
                        + " Please try again later (0x00004000)., WASCL UserAction verdict is not None. Actual verdict is"
                        + " TransientError\"}}";
        Status status =
                GraphResponse.of(answer(403, body), "id", "", Optional.empty()).status();
        assertThat(status.verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(status.reply().toString())
                .doesNotContain("permission")
                .contains("[Graph: Cannot send this mail due to a transient error.");
    }

    @Test
    void D12_graphsOwnWordsStayVisibleAndNoCodeAppearsTwice() {
        String body = "{\"error\":{\"code\":\"ErrorSendAsDenied\",\"message\":\"ErrorSendAsDenied; The user account"
                + " does not have the right to send mail, ErrorSendAsDenied, Cannot submit message.\"}}";
        String text = GraphResponse.of(answer(403, body), "id", "", Optional.empty())
                .status()
                .reply()
                .text();
        assertThat(text)
                .endsWith(" [Graph: The user account does not have the right to send mail, , Cannot submit message.]");
        assertThat(text.split("ErrorSendAsDenied", -1)).hasSize(2);
    }

    @Test
    void theInnermostCodeThatIsKnownDecides() {
        String body = "{\"error\":{\"code\":\"generalException\",\"message\":\"m\",\"innerError\":{\"code\":"
                + "\"ErrorSendAsDenied\",\"innererror\":{\"code\":\"neverHeardOf\",\"request-id\":\"r-1\"}}}}";
        GraphResponse response = GraphResponse.of(answer(403, body), "id", "", Optional.empty());
        assertThat(response.status().reply().text()).startsWith("ErrorSendAsDenied: ");
        assertThat(response.status().reply().detail().orElseThrow())
                .contains("generalException > ErrorSendAsDenied > neverHeardOf: m");
        assertThat(response.trace()).isEqualTo("r-1");
    }

    @Test
    void aLimitOfHoursIsWaitedForUnlessMicrosoftSaysOtherwise() {
        String body = error("ErrorExceededMessageLimit");
        assertThat(GraphResponse.of(answer(429, body), "", "", Optional.empty())
                        .status()
                        .retryAfter())
                .contains(Duration.ofHours(1));
        assertThat(GraphResponse.of(answer(429, body), "", "", Optional.of(Duration.ofMinutes(5)))
                        .status()
                        .retryAfter())
                .contains(Duration.ofMinutes(5));
    }

    @Test
    void aRequestThatSendsNothingIsInNoDoubt() {
        GraphResponse response = GraphResponse.of(answer(500, ""), "id", "", Optional.of(Duration.ofSeconds(3)));
        assertThat(response.statusOfPreparation().verdict().name()).isEqualTo("TRANSIENT");
        assertThat(response.statusOfPreparation().retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aTokenThatComesBackIsNotRepeated() {
        GraphResponse response =
                GraphResponse.of(answer(502, "You sent: Bearer SECRET-TOKEN"), "id", "SECRET-TOKEN", Optional.empty());
        assertThat(response.status().reply().detail().orElseThrow())
                .contains("You sent")
                .doesNotContain("SECRET-TOKEN");
        assertThat(response.status().reply().text())
                .contains("[Answer: You sent: Bearer [token]]")
                .doesNotContain("SECRET-TOKEN");
    }

    private static String error(String code) {
        return code.isEmpty() ? "" : "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}";
    }

    private static String error(String outer, String inner) {
        return "{\"error\":{\"code\":\"" + outer + "\",\"message\":\"words\",\"innerError\":{\"code\":\"" + inner
                + "\"}}}";
    }

    private static Answer answer(int http, String body) {
        return new Answer(http, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
