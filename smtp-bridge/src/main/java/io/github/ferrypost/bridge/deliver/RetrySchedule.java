package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When what is pending after an attempt is tried again. A function of what is known, but for the random share. Immutable. */
record RetrySchedule(RetryDelays backoff, RandomGenerator random) {

    /**
     * @param tries how many attempts there have been
     * @param asked whether Microsoft was asked at this attempt
     * @param provable whether a road remembers what it did, and asks before it sends again
     */
    Instant next(OutcomeSplit ruling, int tries, boolean asked, boolean provable, Instant now) {
        if (ruling.pending().isEmpty()) {
            return now;
        }
        Status obstacle = ruling.obstacle();
        Optional<Duration> wait = obstacle.retryAfter().map(DeliveryLimits::capped);
        if (!asked && wait.isPresent()) {
            // the gate knows when, and the courier keeps the pace
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
