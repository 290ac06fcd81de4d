package io.github.ferrypost.graph;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;

/** How often and how long a part of an upload is tried again before the whole is put off. One thread at a time. */
final class RetryBudget {
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Longer waits are the caller's: a thread that waits here serves nobody else. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Sleeper waits;
    private final int tries;
    private int failures;

    RetryBudget(Sleeper waits, int tries) {
        this.waits = waits;
        this.tries = tries;
    }

    /** It went on: the next failure is the first again. */
    void renew() {
        failures = 0;
    }

    /** Waits as long as the answer asks, if another try makes sense; otherwise says so at once. */
    boolean lastsAfter(GraphResponse response) {
        Status status = response.status();
        Duration wait = status.retryAfter().orElse(FIRST.multipliedBy(1L << failures));
        if (status.verdict() == Verdict.NEVER || ++failures >= tries || wait.compareTo(LONGEST) > 0) {
            return false;
        }
        waits.pause(wait);
        return true;
    }
}
