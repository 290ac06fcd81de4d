package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops asking Microsoft for an account whose tries fail for the account's or the mailbox's own fault: Exchange blocks
 * senders that go on (550 5.2.251 to 5.2.255, "continuous errors"). After {@link #THRESHOLD} such failures in a row the
 * account rests; when the rest is over one try is let through, and its outcome decides. Safe for use by many threads.
 */
final class Breaker {
    static final int THRESHOLD = 3;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);

    private record State(int failures, Status cause, Instant until) {}

    private final Map<Account, State> states = new ConcurrentHashMap<>();
    private final Clock clock;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** Nothing where a try may be made. Where a rest is just over, the caller's try is the probe, and others rest on. */
    Optional<Rest> resting(Account account) {
        Instant now = clock.instant();
        Rest[] rest = new Rest[1];
        states.computeIfPresent(account, (key, state) -> {
            if (state.failures < THRESHOLD) {
                return state;
            }
            if (now.isBefore(state.until)) {
                rest[0] = new Rest(state.cause, state.until);
                return state;
            }
            return new State(state.failures, state.cause, now.plus(FIRST_REST));
        });
        return Optional.ofNullable(rest[0]);
    }

    /** Why the account rests now, for a status page; asking changes nothing. */
    Optional<Rest> state(Account account) {
        State state = states.get(account);
        return state != null && state.failures >= THRESHOLD && clock.instant().isBefore(state.until)
                ? Optional.of(new Rest(state.cause, state.until))
                : Optional.empty();
    }

    /** @return true where this outcome has just put the account to rest, which is worth an alert */
    boolean learn(Account account, Status status) {
        if (status.isAccepted()) {
            states.remove(account);
            return false;
        }
        boolean ownFault = status.verdict() == Verdict.NEVER && status.blame().outlastsMessage();
        if (!ownFault) {
            return false;
        }
        State now = states.merge(account, new State(1, status, Instant.MIN), (before, first) -> {
            int failures = before.failures + 1;
            return new State(failures, status, clock.instant().plus(rest(failures)));
        });
        return now.failures == THRESHOLD;
    }

    private static Duration rest(int failures) {
        long doubled = FIRST_REST.toSeconds() << Math.min(Math.max(failures - THRESHOLD, 0), 10);
        return Duration.ofSeconds(Math.min(doubled, LONGEST_REST.toSeconds()));
    }
}
