package io.github.ferrypost.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * When a failed attempt to send is followed by another: after the time that Microsoft asked for, else after a delay that
 * doubles, until the maximum duration is over. Pure and immutable.
 */
final class RetryPolicy {
    /** Long enough for a request limit of Microsoft's to free a place, short enough that a hiccup goes unnoticed. */
    private static final Duration DELAY = Duration.ofMillis(500);

    private static final Duration MAX_DELAY = Duration.ofSeconds(8);

    /** So that clients that were refused together do not come back together. */
    private static final Duration SPREAD = Duration.ofMillis(250);

    private final Duration maxDuration;

    /** @param maxDuration from the first attempt to the start of the last one; zero for a single attempt */
    RetryPolicy(Duration maxDuration) {
        this.maxDuration = maxDuration;
    }

    /** At most this long, and no longer than the program's own limit where it has one. */
    RetryPolicy within(Optional<Duration> limit) {
        return limit.filter(shorter -> shorter.compareTo(maxDuration) < 0)
                .map(RetryPolicy::new)
                .orElse(this);
    }

    /**
     * @param attempts how many have failed in a row
     * @param elapsed since the first attempt began
     * @param retryAfter what Microsoft asked for, if it did
     * @param random from 0 to 1
     * @return how long to wait before the next attempt; nothing where it would begin too late
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
