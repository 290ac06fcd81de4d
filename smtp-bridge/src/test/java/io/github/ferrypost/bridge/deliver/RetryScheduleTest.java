package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.InDoubt;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an attempt follows the last: exact times, since the random part is zero or the largest possible here. */
class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Reply BUSY = Reply.of(451, "4.3.2", "busy");
    private static final RandomGenerator NONE = () -> 0;

    /** {@code nextDouble} is as near to 1 as it gets. */
    private static final RandomGenerator MOST = () -> -1;

    /** S: limited to the session, so that a second may be enough; M: of the mailbox. */
    @ParameterizedTest
    @CsvSource({
        "S, ,       1,  PT1S",
        "S, ,       2,  PT15S",
        "S, ,       3,  PT30S",
        "S, ,       4,  PT1M",
        "M, ,       0,  PT15S",
        "M, ,       1,  PT15S",
        "M, ,       2,  PT30S",
        "M, ,       7,  PT16M",
        "M, ,       8,  PT30M",
        "M, ,       99, PT30M",
        "S, PT0S,   1,  PT1S",
        "M, PT0.9S, 10, PT1S",
        "M, PT1S,   1,  PT1S",
        "M, PT10M,  10, PT10M",
        "M, PT20S,  11, PT20S",
        "M, PT20S,  12, PT30S",
        "M, PT1H,   1,  PT1H",
        "M, PT1H1S, 1,  PT1H",
        "M, PT1H,   99, PT1H"
    })
    void theWaitAfterAnAttempt(String reach, Duration asked, int tries, Duration expected) {
        Status status = Status.later(reach.equals("S") ? FailureScope.SESSION : FailureScope.MAILBOX, BUSY);
        Status last = asked == null ? status : status.withRetryAfter(asked);

        assertThat(wait(tries, last, NONE)).isEqualTo(expected);
        assertThat(wait(tries, last, MOST))
                .isBetween(expected.plus(expected.dividedBy(5)).minusMillis(1), expected.plus(expected.dividedBy(5)));
    }

    private static Duration wait(int tries, Status last, RandomGenerator random) {
        return Duration.between(NOW, RetryDelays.STANDARD.next(tries, last, NOW, random));
    }

    @Test
    void theWaitsDoubleForEverWithoutOverflow() {
        RetryDelays days = new RetryDelays(Duration.ofDays(1), Duration.ofDays(3));
        Status last = Status.later(FailureScope.MAILBOX, BUSY);
        for (int tries : new int[] {3, 31, 32, 63, 64, 65, Integer.MAX_VALUE}) {
            assertThat(days.next(tries, last, NOW, NONE)).isEqualTo(NOW.plus(Duration.ofDays(3)));
        }
    }

    /**
     * A: accepted, L: later, N: never, D: in doubt.
     *
     * @param asked what Microsoft asked for; empty if it named no delay
     * @param contacted whether the attempt contacted Microsoft
     */
    @ParameterizedTest
    @CsvSource({
        "A,   ,      true,  false, PT0S",
        "L,   ,      true,  false, PT15S",
        "AL,  ,      true,  false, PT0S",
        "NL,  ,      true,  false, PT0S",
        "AL,  PT1M,  true,  false, PT1M",
        "L,   PT2H,  true,  false, PT1H",
        "L,   PT0S,  false, false, PT0S",
        "L,   PT2H,  false, false, PT1H",
        "L,   ,      false, false, PT15S",
        "D,   ,      true,  false, PT5M",
        "D,   ,      true,  true,  PT15S",
        "D,   PT4M,  true,  false, PT5M",
        "D,   PT5M,  true,  false, PT5M",
        "D,   PT6M,  true,  false, PT6M",
        "D,   PT2H,  true,  false, PT1H",
        "D,   PT2H,  true,  true,  PT1H",
        "AD,  ,      true,  false, PT5M",
        "AD,  ,      true,  true,  PT15S",
        "ALD, ,      true,  true,  PT15S"
    })
    void whenTheRestIsDue(String recipients, Duration asked, boolean contacted, boolean provable, Duration expected) {
        RetrySchedule schedule = new RetrySchedule(RetryDelays.STANDARD, NONE);

        assertThat(Duration.between(NOW, schedule.next(split(recipients, asked), 1, contacted, provable, NOW)))
                .isEqualTo(expected);
    }

    private static OutcomeSplit split(String recipients, Duration asked) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (int i = 0; i < recipients.length(); i++) {
            Status status = status(recipients.charAt(i));
            statuses.put("r" + i + "@example.org", asked == null ? status : status.withRetryAfter(asked));
        }
        return OutcomeSplit.of(Outcome.of(statuses, "graph", ""), true);
    }

    private static Status status(char kind) {
        return switch (kind) {
            case 'A' -> Status.accepted(Reply.of(250, "2.0.0", "OK"));
            case 'L' -> Status.later(FailureScope.MAILBOX, BUSY);
            case 'N' -> Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "unknown"));
            default -> Status.inDoubt(Reply.of(451, "4.4.2", "lost"));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD, 1, true",
        "SEND_AGAIN, 1, false",
        "SEND_AGAIN, 2, true",
        "SEND_AGAIN, 3, true",
        ", 1, false",
        ", 2, true"
    })
    void aDoubtThatNoRoadCanCheckHoldsTheMessage(InDoubt policy, int doubts, boolean holds) {
        Optional<Account> account = Optional.ofNullable(policy)
                .map(Account.of("t", "c", Credential.secret("s"), "a@contoso.example")::withInDoubt);

        assertThat(DoubtPolicy.holds(account, doubts)).isEqualTo(holds);
    }

    @Test
    void onlyANoteWithTextShowsThatARoadCanCheck() {
        assertThat(DoubtPolicy.isProvable(Map.of())).isFalse();
        assertThat(DoubtPolicy.isProvable(Map.of("graph", ""))).isFalse();
        assertThat(DoubtPolicy.isProvable(Map.of("smtp", "", "graph", "draft"))).isTrue();
    }
}
