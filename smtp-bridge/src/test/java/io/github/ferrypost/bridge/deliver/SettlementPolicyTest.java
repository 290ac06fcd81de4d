package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Recipient;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.SubmittingClient;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt makes of a queued message, at the edges of its time: no spool, no log, no clock. */
class SettlementPolicyTest {
    private static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final SettlementPolicy TWO_DAYS = new SettlementPolicy(Duration.ofDays(2));
    private static final NewEntry BOUNCE =
            NewEntry.of("", Envelope.of("", List.of("a@contoso.example")), ByteSource.of(new byte[0]), ARRIVED);

    /** Accepted, later, never, in doubt. */
    private static final Map<Character, Status> STATUS = Map.of(
            'A', Status.accepted(Reply.of(250, "2.0.0", "OK")),
            'L',
                    Status.later(
                            FailureScope.SESSION, Reply.of(451, "4.3.2", "busy").withRemedy("Wait.")),
            'N', Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "no such user")),
            'D', Status.inDoubt(Reply.of(451, "4.4.2", "the connection broke")));

    /** Given up only if all three are reached: time since arrival, attempts, time that the bridge has run. */
    @ParameterizedTest
    @CsvSource({
        "PT48H,          2, PT1H,          DONE",
        "PT47H59M59.999S, 2, PT1H,         RETRY",
        "PT48H,          1, PT1H,          RETRY",
        "PT48H,          2, PT59M59.999S,  RETRY",
        "PT1000H,        9, PT1000H,       DONE"
    })
    void aMessageIsGivenUpWhenItsTimeIsOver(Duration age, int tries, Duration running, Settlement.Next expected) {
        Settlement settlement = settle(TWO_DAYS, "L", tries, age, running, Duration.ofMinutes(30), true);

        assertThat(settlement.next()).isEqualTo(expected);
        assertThat(settlement.report().isPresent()).isEqualTo(expected == Settlement.Next.DONE);
    }

    /** The last attempt is at the end of the retry time, or when the bridge has run for long enough. */
    @ParameterizedTest
    @CsvSource({
        "PT1H,      PT5H,  PT30M, PT30M",
        "PT47H50M,  PT5H,  PT10M, PT10M",
        "PT47H50M,  PT5H,  PT30M, PT10M",
        "PT48H,     PT40M, PT30M, PT20M",
        "PT48H,     PT40M, PT15M, PT15M",
        "PT60H,     PT0S,  PT2H,  PT1H"
    })
    void theLastAttemptIsAtTheEndOfTheTime(Duration age, Duration running, Duration planned, Duration due) {
        Settlement settlement = settle(TWO_DAYS, "L", 5, age, running, planned, true);

        assertThat(settlement.next()).isEqualTo(Settlement.Next.RETRY);
        assertThat(Duration.between(ARRIVED.plus(age), settlement.due())).isEqualTo(due);
    }

    /** A message that still needs its second attempt gets it when it is planned: its end has passed. */
    @Test
    void theSecondAttemptAfterTheEndIsWhenItIsPlanned() {
        for (String running : List.of("PT1H", "PT9H")) {
            Settlement settlement = settle(
                    TWO_DAYS, "L", 1, Duration.ofHours(49), Duration.parse(running), Duration.ofMinutes(30), true);
            assertThat(settlement.due())
                    .isEqualTo(ARRIVED.plus(Duration.ofHours(49).plusMinutes(30)));
        }
    }

    @ParameterizedTest
    @CsvSource({"PT10M, PT10M", "PT1H, PT1H", "PT1H1S, PT1H", "PT48H, PT1H"})
    void theBridgeRunsForAnHourAtMostBeforeItGivesUp(Duration giveUpAfter, Duration leastRunning) {
        assertThat(new SettlementPolicy(giveUpAfter).leastRunning()).isEqualTo(leastRunning);
    }

    @ParameterizedTest
    @CsvSource({
        "A,   true,  DONE",
        "A,   false, DONE",
        "N,   true,  DONE",
        "N,   false, DEAD",
        "AN,  false, DEAD",
        "L,   false, RETRY",
        "NL,  true,  RETRY",
        "NL,  false, RETRY",
        "D,   true,  RETRY"
    })
    void whatBecomesOfTheMessage(String recipients, boolean reportable, Settlement.Next expected) {
        Settlement settlement = settle(
                TWO_DAYS, recipients, 5, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(1), reportable);

        assertThat(settlement.next()).isEqualTo(expected);
        assertThat(settlement.report().isPresent()).isEqualTo(reportable && recipients.contains("N"));
        if (expected == Settlement.Next.RETRY) {
            assertThat(settlement.statuses()).hasSize(recipients.length());
        }
        if (expected == Settlement.Next.DEAD) {
            assertThat(settlement.reason()).isEqualTo("refused, and the sender could not be notified: no such user");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "L, PT48H, Given up after 48 hours; the last reply was: busy, Wait.",
        "L, PT1H,  Given up after 1 hours; the last reply was: busy, Wait.",
        "L, PT59M, Given up after 59 minutes; the last reply was: busy, Wait.",
        "D, PT48H, 'The message may have been sent, and no later attempt could confirm it: the connection broke',"
    })
    void theBounceSaysWhyAMessageWasGivenUp(String recipient, Duration giveUpAfter, String text, String remedy) {
        Map<String, Status> bounced = new LinkedHashMap<>();
        new SettlementPolicy(giveUpAfter)
                .of(
                        entry(2, List.of()),
                        split(recipient),
                        new SettlementPolicy.Moment(
                                ARRIVED.plus(giveUpAfter), Duration.ofHours(1), ARRIVED.plus(giveUpAfter)),
                        refused -> {
                            bounced.putAll(refused);
                            return Optional.of(BOUNCE);
                        });

        Reply reply = bounced.get("r0@example.org").reply();
        assertThat(reply.code()).isEqualTo(554);
        assertThat(reply.enhanced()).hasToString("5.4.7");
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.remedy()).isEqualTo(Optional.ofNullable(remedy));
    }

    /** A bounce that could not be stored earlier covers the recipients of that attempt too. */
    @Test
    void theBounceCoversEarlierRefusalsThatWereNotReported() {
        Map<String, Status> bounced = new LinkedHashMap<>();
        List<Recipient> earlier = List.of(
                new Recipient("early@example.org", Optional.of(STATUS.get('N')), Optional.of(ARRIVED), false),
                new Recipient("told@example.org", Optional.of(STATUS.get('N')), Optional.of(ARRIVED), true));
        Settlement settlement = TWO_DAYS.of(
                entry(2, earlier),
                split("A"),
                new SettlementPolicy.Moment(ARRIVED, Duration.ofHours(1), ARRIVED),
                refused -> {
                    bounced.putAll(refused);
                    return Optional.of(BOUNCE);
                });

        assertThat(bounced).containsOnlyKeys("early@example.org");
        assertThat(settlement.report()).contains(BOUNCE);
    }

    private static Settlement settle(
            SettlementPolicy policy,
            String recipients,
            int tries,
            Duration age,
            Duration running,
            Duration planned,
            boolean reportable) {
        Instant now = ARRIVED.plus(age);
        return policy.of(
                entry(tries, List.of()),
                split(recipients),
                new SettlementPolicy.Moment(now, running, now.plus(planned)),
                refused -> reportable ? Optional.of(BOUNCE) : Optional.empty());
    }

    private static OutcomeSplit split(String recipients) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (int i = 0; i < recipients.length(); i++) {
            statuses.put("r" + i + "@example.org", STATUS.get(recipients.charAt(i)));
        }
        return OutcomeSplit.of(Outcome.of(statuses, "graph", ""), true);
    }

    private static Entry entry(int tries, List<Recipient> recipients) {
        return new Entry(
                new EntryId(1),
                State.CLAIMED,
                "erp",
                "a@contoso.example",
                recipients,
                ARRIVED,
                ARRIVED,
                tries,
                SubmittingClient.NONE,
                0,
                false,
                0,
                0,
                false,
                Map.of(),
                "");
    }
}
