package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.monitor.HealthCheck.State;
import io.github.ferrypost.bridge.web.PageMessages;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthCheckTest {
    /** One word for each event, in their order; {@code *3} repeats. */
    private static final Map<String, UnaryOperator<AccountProof>> EVENTS = Map.ofEntries(
            Map.entry("token", AccountProof::signedIn),
            Map.entry("sent", AccountProof::delivered),
            Map.entry("token-refused", proof -> proof.signInFailed(status(Verdict.PERMANENT, FailureScope.ACCOUNT))),
            Map.entry("token-503", proof -> proof.signInFailed(status(Verdict.TRANSIENT, FailureScope.SESSION))),
            Map.entry("send-403", proof -> proof.deliveryFailed(status(Verdict.PERMANENT, FailureScope.ACCOUNT))),
            Map.entry("account-later", proof -> proof.deliveryFailed(status(Verdict.TRANSIENT, FailureScope.ACCOUNT))),
            Map.entry("mailbox-off", proof -> proof.deliveryFailed(status(Verdict.PERMANENT, FailureScope.MAILBOX))),
            Map.entry("tenant-off", proof -> proof.deliveryFailed(status(Verdict.PERMANENT, FailureScope.TENANT))),
            Map.entry("throttled", proof -> proof.deliveryFailed(status(Verdict.TRANSIENT, FailureScope.MAILBOX))),
            Map.entry("tenant-busy", proof -> proof.deliveryFailed(status(Verdict.TRANSIENT, FailureScope.TENANT))),
            Map.entry("send-503", proof -> proof.deliveryFailed(status(Verdict.TRANSIENT, FailureScope.SESSION))),
            Map.entry("doubt", proof -> proof.deliveryFailed(status(Verdict.IN_DOUBT, FailureScope.SESSION))),
            Map.entry(
                    "bad-recipient", proof -> proof.deliveryFailed(status(Verdict.PERMANENT, FailureScope.RECIPIENT))),
            Map.entry("bad-message", proof -> proof.deliveryFailed(status(Verdict.PERMANENT, FailureScope.MESSAGE))));

    private static Status status(Verdict verdict, FailureScope blame) {
        return switch (verdict) {
            case PERMANENT -> Status.never(blame, Reply.of(550, "5.0.0", "refused"));
            case IN_DOUBT -> Status.inDoubt(Reply.of(451, "4.0.0", "lost"));
            default -> Status.later(blame, Reply.of(451, "4.0.0", "busy"));
        };
    }

    private static HealthSnapshot with(AccountProof proof) {
        return new HealthSnapshot(List.of(), true, Optional.empty(), Map.of("", proof));
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_PROVEN",
        "token, WELL",
        "sent, WELL",
        "token-refused, NOT_PROVEN_AND_FAILED",
        "token-503, NOT_PROVEN_AND_FAILED",
        "token-503 token, WELL",
        "token-refused sent, WELL",
        "send-503, NOT_PROVEN_AND_FAILED",
        "bad-recipient, NOT_PROVEN",
        "token bad-recipient bad-recipient bad-recipient, WELL",
        "token bad-message bad-message bad-message, WELL",
        // a token is no delivery
        "token send-403, CANNOT_SEND",
        "token send-403 token, CANNOT_SEND",
        "token send-403 sent, WELL",
        "sent account-later, CANNOT_SEND",
        "sent mailbox-off, CANNOT_SEND",
        "sent tenant-off, CANNOT_SEND",
        "sent token-refused, CANNOT_SEND",
        "sent token-refused token, WELL",
        // busy is not broken, until it lasts
        "sent throttled, WELL",
        "sent throttled throttled tenant-busy, KEEPS_FAILING",
        "sent send-503 send-503, WELL",
        "sent send-503 send-503 send-503, KEEPS_FAILING",
        "sent send-503 doubt throttled, KEEPS_FAILING",
        "sent send-503 send-503 bad-recipient send-503, KEEPS_FAILING",
        "sent send-503 send-503 send-503 sent, WELL",
        "sent send-503 send-503 sent send-503, WELL",
        "sent token-503 token-503 token-503, KEEPS_FAILING",
        "sent token-503 token-503 token token-503, WELL",
    })
    void N4_wellIsOnlyWhatHasSucceededSinceTheLastFailure(String events, State expected) {
        AccountProof proof = AccountProof.NONE;
        for (String event : events.isEmpty() ? new String[0] : events.split(" ", -1)) {
            proof = EVENTS.get(event).apply(proof);
        }
        HealthCheck judged = HealthCheck.of(with(proof));
        assertThat(judged.state()).isEqualTo(expected);
        assertThat(judged.isWell()).isEqualTo(expected == State.WELL);
        assertThat(proof.holds()).isEqualTo(expected == State.WELL);
    }

    @Test
    void theWorstIsSaidFirst() {
        AccountProof dead =
                AccountProof.NONE.delivered().deliveryFailed(status(Verdict.PERMANENT, FailureScope.ACCOUNT));
        Map<String, AccountProof> accounts =
                Map.of("a", AccountProof.NONE, "b", dead, "c", AccountProof.NONE.signedIn());
        Optional<String> full = Optional.of("disk full");

        assertThat(HealthCheck.of(new HealthSnapshot(List.of("x"), false, full, accounts))
                        .state())
                .isEqualTo(State.THREAD_FAILED);
        assertThat(HealthCheck.of(new HealthSnapshot(List.of(), false, full, accounts))
                        .state())
                .isEqualTo(State.NOT_LISTENING);
        assertThat(HealthCheck.of(new HealthSnapshot(List.of(), true, full, accounts))
                        .state())
                .isEqualTo(State.QUEUE_BROKEN);
        assertThat(HealthCheck.of(new HealthSnapshot(List.of(), true, Optional.empty(), accounts)))
                .extracting(HealthCheck::state, HealthCheck::account)
                .containsExactly(State.CANNOT_SEND, "b");
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasItsSentenceInEveryLanguage(State state) {
        for (Language language : Language.values()) {
            String text = new HealthCheck(state, "erp", "the reason", 3).text(PageMessages.of(language)::say);
            assertThat(text).isNotBlank().doesNotContain("{", "}");
            boolean hasReason = state != State.WELL && state != State.NOT_LISTENING && state != State.NOT_PROVEN;
            assertThat(text.contains("the reason")).isEqualTo(hasReason);
        }
    }
}
