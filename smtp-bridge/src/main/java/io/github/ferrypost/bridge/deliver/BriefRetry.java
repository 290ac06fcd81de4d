package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One more attempt while the client waits, if the first failed briefly: a hiccup then costs a second instead of a wait
 * in the queue. Immutable.
 *
 * @param pause before the second attempt
 * @param sleeper waits
 * @param nanos a monotonic clock, in nanoseconds
 */
record BriefRetry(Duration pause, Consumer<Duration> sleeper, LongSupplier nanos) {

    /** The outcome, and the number of attempts. */
    record Result(Outcome outcome, int attempts) {}

    /**
     * @param patience how long the client waits from now; if that is too short for a second attempt as long as the
     *     first, there is only one
     */
    Result run(Supplier<Outcome> attempt, Duration patience) {
        long begin = nanos.getAsLong();
        Outcome first = attempt.get();
        Duration took = Duration.ofNanos(nanos.getAsLong() - begin);
        boolean time = took.multipliedBy(2).plus(pause).compareTo(patience) <= 0;
        boolean asked = !first.road().isEmpty();
        if (!time || !asked || !first.byRecipient().values().stream().allMatch(RetryDelays::isBrief)) {
            return new Result(first, 1);
        }
        sleeper.accept(pause);
        return new Result(attempt.get(), 2);
    }
}
