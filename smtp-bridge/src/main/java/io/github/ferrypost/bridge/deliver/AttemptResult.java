package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import java.util.Optional;

/**
 * The result of an attempt to deliver a claimed entry. Immutable.
 *
 * @param outcome Microsoft's answer, or why the bridge did not ask; empty if no recipient was left or the bridge failed
 * @param fault a bug or error in the bridge, after which it is unknown how far the attempt came
 * @param hold why the entry now waits for an operator; empty if it does not
 */
record AttemptResult(Optional<Outcome> outcome, Optional<Throwable> fault, String hold) {
    static final AttemptResult NOTHING_LEFT = new AttemptResult(Optional.empty(), Optional.empty(), "");

    static AttemptResult of(Outcome outcome) {
        return new AttemptResult(Optional.of(outcome), Optional.empty(), "");
    }

    static AttemptResult failed(Throwable fault) {
        return new AttemptResult(Optional.empty(), Optional.of(fault), "");
    }

    /** The entry is held, and Microsoft was not contacted. */
    static AttemptResult held(Outcome outcome, String reason) {
        return new AttemptResult(Optional.of(outcome), Optional.empty(), reason);
    }

    /** Whether the bridge contacted Microsoft, answered or not. */
    boolean wasAsked() {
        return outcome.filter(known -> !known.road().isEmpty()).isPresent();
    }
}
