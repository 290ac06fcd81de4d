package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One more attempt for a client that waits, where the first met a brief failure: a hiccup then costs a second instead of a
 * wait in the queue. Immutable.
 *
 * @param pause before the second attempt
 * @param sleeper waits
 * @param nanos a clock that only runs forward, in nanoseconds
 */
record BriefRetry(Duration pause, Consumer<Duration> sleeper, LongSupplier nanos) {

    /** What came of it, and after how many attempts. */
    record Result(Outcome outcome, int attempts) {}

    /** @param patience of the client, from now; without enough of it for a second attempt like the first, there is one only */
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
