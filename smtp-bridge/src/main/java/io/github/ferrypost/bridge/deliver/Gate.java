package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a mailbox may be asked now, without asking Microsoft: its account does not rest ({@link Breaker}), a wait that
 * Microsoft asked for is over, and it is within its pace ({@link Pacer}). Safe for use by many threads.
 */
final class Gate {
    private final Breaker breaker;
    private final Pacer pacer;
    private final Clock clock;
    private final Map<Account, Instant> waits = new ConcurrentHashMap<>();

    Gate(Breaker breaker, Pacer pacer, Clock clock) {
        this.breaker = breaker;
        this.pacer = pacer;
        this.clock = clock;
    }

    /** Why not now, with when; nothing where a try may be made, which then has to be, and told of by {@link #end}. */
    Optional<Status> pass(Account account) {
        Optional<Rest> rest = breaker.resting(account);
        if (rest.isPresent()) {
            return Optional.of(rest.get()
                    .cause()
                    .withRetryAfter(Duration.between(clock.instant(), rest.get().until())));
        }
        Duration asked = wait(account);
        if (!asked.isZero()) {
            return Optional.of(throttled("Microsoft 365 asked to wait before the mailbox sends again", asked));
        }
        Duration pace = isPaced(account) ? pacer.take(account.mailbox()) : Duration.ZERO;
        return pace.isZero()
                ? Optional.empty()
                : Optional.of(throttled("The mailbox has sent as many messages as it may in a minute", pace));
    }

    /** A try that was let through has ended, however that was. */
    void end(Account account) {
        if (isPaced(account)) {
            pacer.end(account.mailbox());
        }
    }

    /** How many tries {@link #pass} would let through now, at most {@code most}. */
    int room(Account account, int most) {
        if (!wait(account).isZero()) {
            return 0;
        }
        return isPaced(account) ? Math.min(most, pacer.free(account.mailbox())) : most;
    }

    /** @return true where the account has just been put to rest */
    boolean learn(Account account, Status status) {
        if (status.verdict() == Verdict.LATER && status.blame() == Blame.MAILBOX) {
            status.retryAfter()
                    .ifPresent(delay -> waits.put(account, clock.instant().plus(delay)));
        }
        return breaker.learn(account, status);
    }

    Optional<Rest> rest(Account account) {
        return breaker.state(account);
    }

    private Duration wait(Account account) {
        Instant until = waits.get(account);
        Instant now = clock.instant();
        if (until == null || !now.isBefore(until)) {
            waits.remove(account, until == null ? Instant.MIN : until);
            return Duration.ZERO;
        }
        return Duration.between(now, until);
    }

    /** The pace is Exchange's for SMTP; Graph has limits of its own, which the road keeps. */
    private static boolean isPaced(Account account) {
        return account.roads().get(0) == RoadName.SMTP;
    }

    private static Status throttled(String text, Duration delay) {
        return Status.later(Blame.MAILBOX, Reply.of(451, "4.3.2", text)).withRetryAfter(delay);
    }
}
