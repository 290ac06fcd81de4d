package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import java.util.Optional;

/**
 * How an attempt of a claimed entry ended. Immutable.
 *
 * @param outcome what Microsoft said, or why it was not asked; nothing where no recipient was left or the bridge failed
 * @param fault what the bridge failed with, so that how far the attempt came is unknown
 * @param hold why the entry waits for an operator now; empty where it does not
 */
record AttemptResult(Optional<Outcome> outcome, Optional<Throwable> fault, String hold) {
    static final AttemptResult NOTHING_LEFT = new AttemptResult(Optional.empty(), Optional.empty(), "");

    static AttemptResult of(Outcome outcome) {
        return new AttemptResult(Optional.of(outcome), Optional.empty(), "");
    }

    static AttemptResult failed(Throwable fault) {
        return new AttemptResult(Optional.empty(), Optional.of(fault), "");
    }

    /** Nothing was asked. */
    static AttemptResult held(Outcome outcome, String reason) {
        return new AttemptResult(Optional.of(outcome), Optional.empty(), reason);
    }

    /** Whether Microsoft was asked, and answered or not. */
    boolean wasAsked() {
        return outcome.filter(known -> !known.road().isEmpty()).isPresent();
    }
}
