package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Stops asking Microsoft where attempts fail for the fault of a mailbox, an app or a tenant: Exchange blocks senders that go
 * on (550 5.2.251 to 5.2.255, "continuous errors"). After {@link #THRESHOLD} such failures in a row that {@link PauseScope} rests;
 * when the rest is over one attempt is let through, and its outcome decides. Safe for use by many threads.
 */
final class CircuitBreaker {
    static final int THRESHOLD = 3;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);

    private record State(int failures, Status cause, Instant until) {
        boolean isOpen() {
            return failures >= THRESHOLD;
        }

        /** A rest that ends farther away than any was set before the clock was put back. */
        boolean rests(Instant now) {
            return isOpen() && now.isBefore(until) && !until.isAfter(now.plus(LONGEST_REST));
        }
    }

    private final Map<PauseScope, State> states = new HashMap<>();
    private final Clock clock;

    CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Nothing where an attempt may be made. Where a rest is just over, the caller's attempt is the probe, and others rest on. */
    synchronized Optional<Suspension> resting(Account account) {
        Optional<Suspension> rest = state(account);
        if (rest.isEmpty()) {
            Instant probed = clock.instant().plus(FIRST_REST);
            for (PauseScope scope : PauseScope.all(account)) {
                states.computeIfPresent(
                        scope, (key, state) -> state.isOpen() ? new State(state.failures, state.cause, probed) : state);
            }
        }
        return rest;
    }

    /** Why the account rests now, for a status page; asking changes nothing. */
    synchronized Optional<Suspension> state(Account account) {
        Instant now = clock.instant();
        return PauseScope.all(account).stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .filter(state -> state.rests(now))
                .findFirst()
                .map(state -> new Suspension(state.cause, state.until));
    }

    /** Whether a rest is over and no attempt has succeeded since, so that one at a time is enough. */
    synchronized boolean isProbing(Account account) {
        Instant now = clock.instant();
        List<State> open = PauseScope.all(account).stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .filter(State::isOpen)
                .toList();
        return !open.isEmpty() && open.stream().noneMatch(state -> state.rests(now));
    }

    /** @return true where this outcome has just put a scope to rest, which is worth an alert */
    synchronized boolean learn(Account account, Status status) {
        if (status.isAccepted()) {
            states.keySet().removeAll(PauseScope.all(account));
            return false;
        }
        Optional<PauseScope> scope = PauseScope.of(account, status.blame());
        if (status.verdict() != Verdict.NEVER || scope.isEmpty()) {
            return false;
        }
        State before = states.get(scope.get());
        int failures = before == null ? 1 : before.failures + 1;
        states.put(scope.get(), new State(failures, status, clock.instant().plus(rest(failures))));
        return failures == THRESHOLD;
    }

    private static Duration rest(int failures) {
        long doubled = FIRST_REST.toSeconds() << Math.min(Math.max(failures - THRESHOLD, 0), 10);
        return Duration.ofSeconds(Math.min(doubled, LONGEST_REST.toSeconds()));
    }
}
