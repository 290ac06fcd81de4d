package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;

/**
 * The reply after a first attempt, and what to do with the message. A pure function of the attempt's outcome.
 * Immutable.
 *
 * @param action what to do
 * @param reply to the client; for STORE, without the entry's id at its end
 * @param unstored the reply if storing fails; for STORE only
 * @param loses whether some recipients get neither the message nor a bounce if storing fails
 */
record FirstAnswer(Action action, Reply reply, Reply unstored, boolean loses) {
    static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The bridge cannot store the message, try again later");

    /** What to do besides replying. */
    enum Action {
        /** Nothing: all recipients have it. */
        DONE,
        /** All are refused: clean up what the attempt left behind. */
        REFUSE,
        /** Store it, to retry it or to send a bounce. */
        STORE
    }

    static FirstAnswer of(Outcome outcome, OutcomeSplit ruling) {
        if (ruling.isDone()) {
            return new FirstAnswer(Action.DONE, DirectDelivery.reply(outcome), NO_ROOM, false);
        }
        if (ruling.isRefused()) {
            return new FirstAnswer(Action.REFUSE, DirectDelivery.reply(outcome), NO_ROOM, false);
        }
        Reply stored = Reply.of(250, "2.0.0", what(ruling));
        // 4xx would make the client send again to those who already have it
        return ruling.done().isEmpty()
                ? new FirstAnswer(Action.STORE, stored, NO_ROOM, false)
                : new FirstAnswer(Action.STORE, stored, DirectDelivery.reply(outcome), true);
    }

    private static String what(OutcomeSplit ruling) {
        if (ruling.done().isEmpty()) {
            return "Queued as";
        }
        int all =
                ruling.done().size() + ruling.pending().size() + ruling.failed().size();
        if (ruling.pending().isEmpty()) {
            return "Accepted by Microsoft 365 for " + ruling.done().size() + " of " + all
                    + " recipients and refused for the others; the bounce to the sender is queued as";
        }
        return "Sent to some recipients; the message to the others is queued as";
    }

    /** The reply for a stored message. */
    Reply stored(EntryId id) {
        return Reply.of(reply.code(), reply.enhanced().toString(), reply.text() + " " + id);
    }
}
