package io.github.ferrypost.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * When to retry a failed attempt: after the time Microsoft asked for, else after a doubling delay, until the maximum
 * duration is over. Pure and immutable.
 */
final class RetryPolicy {
    /**
     * Long enough for Microsoft's concurrency limit to free a place, short enough that a brief failure goes
     * unnoticed.
     */
    private static final Duration DELAY = Duration.ofMillis(500);

    private static final Duration MAX_DELAY = Duration.ofSeconds(8);

    /** Jitter, so that clients refused together do not return together. */
    private static final Duration SPREAD = Duration.ofMillis(250);

    private final Duration maxDuration;

    /** @param maxDuration from the first attempt to the start of the last one; zero for a single attempt */
    RetryPolicy(Duration maxDuration) {
        this.maxDuration = maxDuration;
    }

    /** Returns a policy with the shorter of this duration and the program's own limit, if it has one. */
    RetryPolicy within(Optional<Duration> limit) {
        return limit.isPresent() && limit.get().compareTo(maxDuration) < 0 ? new RetryPolicy(limit.get()) : this;
    }

    /**
     * @param attempts failed attempts in a row
     * @param elapsed since the first attempt began
     * @param retryAfter the delay Microsoft asked for, if any
     * @param random from 0 to 1
     * @return the delay before the next attempt; empty if that would begin too late
     */
    Optional<Duration> delay(int attempts, Duration elapsed, Optional<Duration> retryAfter, double random) {
        Duration left = maxDuration.minus(elapsed);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        if (retryAfter.isPresent()) {
            return Optional.of(retryAfter.get().plusMillis((long) (SPREAD.toMillis() * random)))
                    .filter(wait -> wait.compareTo(left) <= 0);
        }
        long doubled = DELAY.toMillis() << Math.min(attempts - 1, 10);
        long delay = (long) (Math.min(doubled, MAX_DELAY.toMillis()) * (1 + random) / 2);
        return Optional.of(Duration.ofMillis(Math.min(delay, left.toMillis())));
    }
}
