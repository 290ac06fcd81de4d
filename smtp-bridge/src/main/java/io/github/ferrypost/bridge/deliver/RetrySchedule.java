package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When to retry the recipients that an attempt left pending. A pure function except for the random part. Immutable. */
record RetrySchedule(RetryDelays backoff, RandomGenerator random) {

    /**
     * @param tries the number of attempts so far
     * @param asked whether this attempt contacted Microsoft
     * @param provable whether a road has recorded what it did and checks before it sends again
     */
    Instant next(OutcomeSplit ruling, int tries, boolean asked, boolean provable, Instant now) {
        if (ruling.pending().isEmpty()) {
            return now;
        }
        Status obstacle = ruling.obstacle();
        Optional<Duration> wait = obstacle.retryAfter().map(DeliveryLimits::capped);
        if (!asked && wait.isPresent()) {
            // the SendPermit knows the delay, and the QueueRunner keeps to the rate limit
            return now.plus(wait.get());
        }
        if (ruling.isInDoubt() && !provable) {
            Duration pause = wait.filter(time -> time.compareTo(DeliveryLimits.DOUBT_PAUSE) > 0)
                    .orElse(DeliveryLimits.DOUBT_PAUSE);
            return RetryDelays.plusJitter(now, pause, random);
        }
        boolean atOnce = ruling.hasProgress() && wait.isEmpty() && !ruling.isInDoubt();
        return atOnce ? now : backoff.next(tries, obstacle, now, random);
    }
}
