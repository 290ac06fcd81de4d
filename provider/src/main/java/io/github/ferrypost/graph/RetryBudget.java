package io.github.ferrypost.graph;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.util.Sleeper;
import java.time.Duration;

/**
 * How often and how long a part of an upload is retried before the whole attempt is deferred. For one thread at a
 * time.
 */
final class RetryBudget {
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Longer delays are up to the caller: a thread that waits here serves no other message. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Sleeper waits;
    private final int tries;
    private int failures;

    RetryBudget(Sleeper waits, int tries) {
        this.waits = waits;
        this.tries = tries;
    }

    /** Progress was made: the next failure counts as the first. */
    void renew() {
        failures = 0;
    }

    /** Waits as long as the response asks and returns true if a retry makes sense; otherwise returns false at once. */
    boolean lastsAfter(GraphResponse response) {
        Status status = response.status();
        Duration wait = status.retryAfter().orElse(FIRST.multipliedBy(1L << failures));
        if (status.verdict() == Verdict.PERMANENT || ++failures >= tries || wait.compareTo(LONGEST) > 0) {
            return false;
        }
        waits.pause(wait);
        return true;
    }
}
