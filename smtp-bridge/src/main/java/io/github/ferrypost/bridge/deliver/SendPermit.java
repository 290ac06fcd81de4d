package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.spool.ClaimRequest;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides, without contacting Microsoft, whether an account may send now: its {@link CircuitBreaker} is closed, no
 * delay that Microsoft asked for is running, and its mailbox is within its {@link RateLimiter}. Safe for use by many
 * threads.
 */
final class SendPermit {
    private final CircuitBreaker breaker;
    private final RateLimiter pacer;
    private final Clock clock;
    private final Map<PauseScope, Instant> waits = new ConcurrentHashMap<>();

    SendPermit(CircuitBreaker breaker, RateLimiter pacer, Clock clock) {
        this.breaker = breaker;
        this.pacer = pacer;
        this.clock = clock;
    }

    /**
     * Asks for a permit. Returns why and until when the account may not send, always as a transient failure; or empty,
     * and then the caller must make the attempt and call {@link #end}.
     */
    Optional<Status> pass(Account account, AttemptPriority insist) {
        if (insist == AttemptPriority.NO) {
            Optional<Suspension> rest = breaker.resting(account);
            if (rest.isPresent()) {
                return Optional.of(resting(rest.get()));
            }
            Duration asked = wait(account);
            if (!asked.isZero()) {
                return Optional.of(notAsked(
                        FailureScope.MAILBOX, "4.3.2", asked, "Microsoft 365 requested a pause for this mailbox"));
            }
        }
        if (!isPaced(account)) {
            return Optional.empty();
        }
        if (insist == AttemptPriority.PAST_ALL) {
            pacer.takeBeyond(account.mailbox());
            return Optional.empty();
        }
        Duration pace = pacer.take(account.mailbox());
        return pace.isZero()
                ? Optional.empty()
                : Optional.of(notAsked(
                        FailureScope.MAILBOX,
                        "4.3.2",
                        pace,
                        "the mailbox has reached its limit of messages per minute"));
    }

    /** A permitted attempt has ended, with any outcome. */
    void end(Account account) {
        if (isPaced(account)) {
            pacer.end(account.mailbox());
        }
    }

    /**
     * How many attempts {@link #pass} would permit now, at most {@code most}; {@link ClaimRequest#PAUSED} during a
     * pause.
     */
    int room(Account account, int most, AttemptPriority insist) {
        boolean paused = insist == AttemptPriority.NO
                && (!wait(account).isZero() || breaker.state(account).isPresent());
        if (paused) {
            return ClaimRequest.PAUSED;
        }
        int probing = insist == AttemptPriority.NO && breaker.isProbing(account) ? 1 : most;
        return isPaced(account) ? Math.min(probing, pacer.free(account.mailbox())) : probing;
    }

    /** @return true if the outcome has just opened a circuit breaker */
    boolean learn(Account account, Status status) {
        Optional<PauseScope> scope = PauseScope.of(account, status.blame());
        if (scope.isPresent() && status.retryAfter().isPresent()) {
            Duration delay = DeliveryLimits.capped(status.retryAfter().get());
            waits.put(scope.get(), clock.instant().plus(delay));
        }
        return breaker.learn(account, status);
    }

    /** Ends all pauses of the account. */
    void reset(Account account) {
        waits.keySet().removeAll(PauseScope.all(account));
        breaker.reset(account);
    }

    /** @param perMinute messages of each mailbox by SMTP; 0 for no limit */
    void limit(int perMinute) {
        pacer.limit(perMinute);
    }

    Optional<Suspension> rest(Account account) {
        return breaker.state(account);
    }

    /** The longest remaining delay over all scopes of the account; zero for none. */
    private Duration wait(Account account) {
        Instant now = clock.instant();
        return PauseScope.all(account).stream()
                .map(scope -> wait(scope, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Duration wait(PauseScope scope, Instant now) {
        Instant until = waits.get(scope);
        if (until == null) {
            return Duration.ZERO;
        }
        // an end beyond the ceiling was set before the clock went back
        boolean over = !now.isBefore(until) || until.isAfter(now.plus(DeliveryLimits.RETRY_AFTER_CEILING));
        if (over) {
            waits.remove(scope, until);
            return Duration.ZERO;
        }
        return Duration.between(now, until);
    }

    /** The rate limit is Exchange's for SMTP; Graph has its own limits, which its road observes. */
    private static boolean isPaced(Account account) {
        return account.roads().get(0) == RoadName.SMTP;
    }

    private Status resting(Suspension rest) {
        Reply cause = rest.cause().reply();
        String enhanced = "4" + cause.enhanced().toString().substring(1);
        Duration left = Duration.between(clock.instant(), rest.until());
        Status status = notAsked(
                rest.cause().blame(), enhanced, left, "the last attempts failed; the last reply was: " + cause.text());
        return cause.remedy()
                .map(remedy -> status.withReply(status.reply().withRemedy(remedy)))
                .orElse(status);
    }

    private Status notAsked(FailureScope blame, String enhanced, Duration left, String why) {
        Instant until = clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS);
        String text =
                "The bridge did not contact Microsoft 365: delivery is paused until " + until + ", because " + why;
        return Status.later(blame, Reply.of(451, enhanced, text)).withRetryAfter(left);
    }
}
