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
 * Stops sending when attempts keep failing because of a mailbox, an app or a tenant: Exchange blocks senders that do
 * not stop (550 5.2.251 to 5.2.255, "continuous errors"). After {@link #THRESHOLD} such failures in a row the breaker
 * opens for that {@link PauseScope}. When the suspension ends, the breaker lets one attempt through, and its outcome
 * decides. Safe for use by many threads.
 */
final class CircuitBreaker {
    static final int THRESHOLD = 3;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);

    private record State(int failures, Status cause, Instant until) {
        boolean isOpen() {
            return failures >= THRESHOLD;
        }

        /** A suspension that ends later than the longest possible one was set before the clock went back. */
        boolean rests(Instant now) {
            return isOpen() && now.isBefore(until) && !until.isAfter(now.plus(LONGEST_REST));
        }
    }

    private final Map<PauseScope, State> states = new HashMap<>();
    private final Clock clock;

    CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /**
     * Empty if an attempt may be made. If a suspension has just ended, the caller's attempt is the probe, and all
     * others stay suspended.
     */
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

    /** Why the account is suspended, for a status page; changes nothing. */
    synchronized Optional<Suspension> state(Account account) {
        Instant now = clock.instant();
        return PauseScope.all(account).stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .filter(state -> state.rests(now))
                .findFirst()
                .map(state -> new Suspension(state.cause, state.until));
    }

    /**
     * Whether a suspension has ended and no attempt has succeeded since, so that only one attempt may run at a time.
     */
    synchronized boolean isProbing(Account account) {
        Instant now = clock.instant();
        List<State> open = PauseScope.all(account).stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .filter(State::isOpen)
                .toList();
        return !open.isEmpty() && open.stream().noneMatch(state -> state.rests(now));
    }

    /** @return true if this outcome has just opened the breaker for a scope, which is worth an alert */
    synchronized boolean learn(Account account, Status status) {
        if (status.isAccepted()) {
            reset(account);
            return false;
        }
        Optional<PauseScope> scope = PauseScope.of(account, status.blame());
        if (status.verdict() != Verdict.PERMANENT || scope.isEmpty()) {
            return false;
        }
        State before = states.get(scope.get());
        int failures = before == null ? 1 : before.failures + 1;
        states.put(scope.get(), new State(failures, status, clock.instant().plus(rest(failures))));
        return failures == THRESHOLD;
    }

    /** Forgets the failures of all scopes of the account. */
    synchronized void reset(Account account) {
        states.keySet().removeAll(PauseScope.all(account));
    }

    private static Duration rest(int failures) {
        long doubled = FIRST_REST.toSeconds() << Math.min(Math.max(failures - THRESHOLD, 0), 10);
        return Duration.ofSeconds(Math.min(doubled, LONGEST_REST.toSeconds()));
    }
}
