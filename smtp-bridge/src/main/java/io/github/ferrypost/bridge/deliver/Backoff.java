package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubled each time up to {@code most}, never sooner than the other side asked for.
 * Up to a fifth is added at random, so that what failed together does not come back together.
 *
 * @param first the wait after the first try
 * @param most the longest wait, save where the other side asks for a longer one
 */
record Backoff(Duration first, Duration most) {
    private static final double JITTER = 0.2;

    /** RFC 5321 section 4.5.4.1 asks for 30 minutes in general, and for shorter waits at first. */
    static final Backoff STANDARD = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(30));

    /** @param tries how many have been made, at least one */
    Instant next(int tries, Status last, Instant now, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(tries - 1, 30);
        long wait = Math.min(doubled, most.toMillis());
        long asked = last.retryAfter().map(Duration::toMillis).orElse(0L);
        long least = Math.max(wait, asked);
        return now.plusMillis(least + (long) (least * JITTER * random.nextDouble()));
    }
}
