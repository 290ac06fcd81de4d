package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. If the server named a delay, that delay applies, up to a ceiling; otherwise
 * the delay doubles each time up to {@code most}. Adds up to a fifth at random, so that entries that failed together do
 * not retry together. Immutable.
 *
 * @param first the delay after the first attempt
 * @param most the longest delay of the bridge's own
 */
record RetryDelays(Duration first, Duration most) {
    private static final double JITTER = 0.2;

    static final RetryDelays STANDARD = new RetryDelays(DeliveryLimits.FIRST_WAIT, DeliveryLimits.LONGEST_WAIT);

    /** @param tries the number of attempts so far, at least one */
    Instant next(int tries, Status last, Instant now, RandomGenerator random) {
        return plusJitter(now, wait(tries, last), random);
    }

    /** A fixed delay with the same random part. */
    static Instant plusJitter(Instant now, Duration wait, RandomGenerator random) {
        long millis = wait.toMillis();
        return now.plusMillis(millis + (long) (millis * JITTER * random.nextDouble()));
    }

    private Duration wait(int tries, Status last) {
        Optional<Duration> asked = last.retryAfter().map(DeliveryLimits::capped).map(RetryDelays::atLeastBrief);
        if (asked.isEmpty()) {
            return isBrief(last) ? brief(tries) : doubled(tries);
        }
        int broken = tries - DeliveryLimits.BELIEVED_WAITS;
        return broken <= 0 ? asked.get() : longer(asked.get(), doubled(broken));
    }

    private Duration brief(int tries) {
        return tries == 1 ? DeliveryLimits.BRIEF_PAUSE : doubled(tries - 1);
    }

    private Duration doubled(int tries) {
        long doubled = first.toMillis() << Math.min(Math.max(tries, 1) - 1, 30);
        return Duration.ofMillis(Math.min(doubled, most.toMillis()));
    }

    /** Microsoft also sends fractions of a second, and "0". */
    private static Duration atLeastBrief(Duration asked) {
        return longer(asked, DeliveryLimits.BRIEF_PAUSE);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Whether the failure is limited to one connection or request, certainly had no effect, and may be over in a
     * second.
     */
    static boolean isBrief(Status status) {
        return status.verdict() == Verdict.TRANSIENT
                && status.blame() == FailureScope.SESSION
                && status.retryAfter().isEmpty();
    }
}
