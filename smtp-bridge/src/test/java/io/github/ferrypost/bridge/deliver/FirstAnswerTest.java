package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.InDoubt;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client hears, and what happens to the message, for each kind of outcome: no spool, no log, no clock. */
class FirstAnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RetrySchedule SCHEDULE = new RetrySchedule(RetryDelays.STANDARD, new Random(1));
    private static final Account ACCOUNT = Account.of("t", "c", Credential.secret("s"), "a@contoso.example");

    /** Accepted, later, never, in doubt; C for an error of the account itself. */
    private static final Map<Character, Status> STATUS = Map.of(
            'A', Status.accepted(Reply.of(250, "2.0.0", "OK")),
            'L', Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy")),
            'N', Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "no such user")),
            'D', Status.inDoubt(Reply.of(451, "4.4.2", "the connection broke")),
            'C', Status.never(FailureScope.ACCOUNT, Reply.of(535, "5.7.8", "the secret has expired")));

    /**
     * @param stored the reply once the message is stored; {@code -} if it is not to be stored
     * @param end the reply without an entry
     * @param does what else is done without an entry: counted, abandoned, lost
     */
    @ParameterizedTest
    @CsvSource({
        "A,   false, -, 250 2.0.0 Accepted by Microsoft 365 by graph, counted",
        "AA,  false, -, 250 2.0.0 Accepted by Microsoft 365 by graph, counted",
        "N,   false, -, 550 5.1.1 no such user, counted abandoned",
        "NN,  true,  -, 550 5.1.1 no such user, counted abandoned",
        "C,   false, -, 535 5.7.8 the secret has expired, counted abandoned",
        "C,   true,  Queued, 452 4.3.1 The bridge cannot store the message, abandoned",
        "L,   false, Queued, 452 4.3.1 The bridge cannot store the message, abandoned",
        "D,   false, Queued, 452 4.3.1 The bridge cannot store the message, abandoned",
        "NL,  false, Queued, 452 4.3.1 The bridge cannot store the message, abandoned",
        "AL,  false, 'Sent to some recipients; the message to the others is queued', 250 2.0.0 Accepted by Microsoft 365 for 1 of 2, counted lost",
        "AD,  false, 'Sent to some recipients; the message to the others is queued', 250 2.0.0 Accepted by Microsoft 365 for 1 of 2, counted lost",
        "ANL, false, 'Sent to some recipients; the message to the others is queued', 250 2.0.0 Accepted by Microsoft 365 for 1 of 3, counted lost",
        "AAN, false, 'Accepted by Microsoft 365 for 2 of 3 recipients and refused for the others;"
                + " the bounce to the sender is queued', 250 2.0.0 Accepted by Microsoft 365 for 2 of 3,"
                + " counted lost",
        "AC,  true,  'Sent to some recipients; the message to the others is queued', 250 2.0.0 Accepted by Microsoft 365 for 1 of 2, counted lost"
    })
    void whatTheClientHears(String recipients, boolean trusted, String stored, String end, String does) {
        FirstAnswer answer = FirstAnswer.of(attempt(recipients, trusted, false, ACCOUNT), SCHEDULE);

        assertThat(answer.storing().isPresent()).isEqualTo(!stored.equals("-"));
        assertThat(answer.queued()).isEqualTo(stored.equals("-") ? "" : stored);
        assertThat(answer.end().reply().toString()).startsWith(end);
        List<String> done = new ArrayList<>();
        if (answer.end().counts()) {
            done.add("counted");
        }
        if (answer.end().abandons()) {
            done.add("abandoned");
        }
        if (answer.end().loses()) {
            done.add("lost");
        }
        assertThat(String.join(" ", done)).isEqualTo(does);
    }

    /** When it is due next: at once, after the back-off, or after the pause that a doubt gets. */
    @ParameterizedTest
    @CsvSource({
        "L,  false, SEND_AGAIN, back-off, false, false",
        "L,  false, HOLD,   back-off, false, false",
        "AL, false, HOLD,   at-once,  false, false",
        "AN, false, HOLD,   at-once,  false, false",
        "D,  false, SEND_AGAIN, pause,    true,  false",
        "D,  false, HOLD,   pause,    true,  true",
        "D,  true,  HOLD,   back-off, false, false",
        "AD, false, HOLD,   pause,    true,  true"
    })
    void whatIsStored(
            String recipients, boolean provable, InDoubt policy, String due, boolean unprovable, boolean holds) {
        Account account = ACCOUNT.withInDoubt(policy);
        FirstAnswer.Storing storing = FirstAnswer.of(attempt(recipients, false, provable, account), SCHEDULE)
                .storing()
                .orElseThrow();

        Duration wait = Duration.between(NOW, storing.due());
        switch (due) {
            case "at-once" -> assertThat(wait).isZero();
            case "pause" -> assertThat(wait).isGreaterThanOrEqualTo(DeliveryLimits.DOUBT_PAUSE);
            default -> assertThat(wait).isPositive().isLessThan(DeliveryLimits.DOUBT_PAUSE);
        }
        assertThat(storing.unprovable()).isEqualTo(unprovable);
        assertThat(storing.holds()).isEqualTo(holds);
    }

    @Test
    void theEntryHoldsWhatEachRecipientGotAndTheSoftenedErrorOfTheAccount() {
        FirstAnswer answer = FirstAnswer.of(attempt("ANC", true, false, ACCOUNT), SCHEDULE);
        Envelope envelope = Envelope.of(
                "a@contoso.example", List.copyOf(outcome("ANC").byRecipient().keySet()));
        NewEntry entry = answer.storing().orElseThrow().on(NewEntry.of("", envelope, ByteSource.of(new byte[0]), NOW));

        assertThat(entry.tries()).isEqualTo(2);
        assertThat(entry.statuses()).hasSize(3);
        assertThat(code(entry, 0)).isEqualTo(250);
        assertThat(code(entry, 1)).isEqualTo(550);
        assertThat(code(entry, 2)).isEqualTo(451);
        assertThat(entry.inDoubt()).isFalse();
    }

    private static int code(NewEntry entry, int recipient) {
        return entry.statuses().get(recipient(recipient)).reply().code();
    }

    private static String recipient(int number) {
        return "r" + number + "@example.org";
    }

    private static FirstAttempt attempt(String recipients, boolean trusted, boolean provable, Account account) {
        return new FirstAttempt(account, outcome(recipients), 2, trusted, provable, NOW);
    }

    private static Outcome outcome(String recipients) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (int i = 0; i < recipients.length(); i++) {
            statuses.put(recipient(i), STATUS.get(recipients.charAt(i)));
        }
        return Outcome.of(statuses, "graph", "");
    }
}
