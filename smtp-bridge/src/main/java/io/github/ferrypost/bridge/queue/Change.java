package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.State;
import java.util.Map;
import java.util.Objects;

/** The effect of a command on an entry, by the entry's state: one table per command. Immutable. */
record Change(Map<State, Effect> effects) {
    static final Change RETRY = new Change(Map.of(
            State.QUEUED, Effect.done("is due now"),
            State.CLAIMED, Effect.done("has a running attempt"),
            State.HELD, Effect.done("is released, and due now"),
            State.DEAD, Effect.done("is back in the queue, and due now"),
            State.CORRUPT, Effect.done("will be checked again, and is due now")));
    static final Change HOLD = new Change(Map.of(
            State.QUEUED, Effect.done("is held"),
            State.CLAIMED, Effect.done("is held; a running attempt continues and may still deliver it"),
            State.HELD, Effect.done("was already held"),
            State.DEAD, Effect.done("is held; it was dead"),
            State.CORRUPT, Effect.not("is corrupt, so the bridge does not send it")));
    static final Change RELEASE = new Change(Map.of(
            State.QUEUED, Effect.done("was not held"),
            State.CLAIMED, Effect.done("was not held; an attempt is running"),
            State.HELD, Effect.done("is released"),
            State.DEAD, Effect.not("is dead, not held; `ferrypost queue retry` puts it back into the queue"),
            State.CORRUPT, Effect.not("is corrupt, not held; `ferrypost queue retry` checks it again")));
    static final Change REMOVE = new Change(Map.of(
            State.QUEUED, Effect.done("is removed"),
            State.CLAIMED, Effect.done("is removed; a running attempt cannot be stopped and may still deliver it"),
            State.HELD, Effect.done("is removed"),
            State.DEAD, Effect.done("is removed"),
            State.CORRUPT, Effect.done("is removed")));

    /**
     * The effect on an entry.
     *
     * @param done whether the entry is now as requested
     */
    record Effect(boolean done, String text) {
        static Effect done(String text) {
            return new Effect(true, text);
        }

        static Effect not(String text) {
            return new Effect(false, text);
        }
    }

    Change {
        effects = Map.copyOf(effects);
    }

    Effect on(State before) {
        return Objects.requireNonNull(effects.get(before), before::name);
    }

    static String missing(EntryId id) {
        return "There is no entry " + id + " in the queue: it was delivered, bounced or removed, or never existed.";
    }
}
