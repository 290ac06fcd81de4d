package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides after a first attempt what the client hears, and what is stored, counted and cleaned up. A pure function
 * except for the random part of the schedule. Immutable.
 *
 * @param split the outcome by recipient
 * @param storing what to store; empty if the message is done with
 * @param queued the beginning of the reply once it is stored, which the entry's id ends
 * @param end what to do without an entry: because there is nothing to store, or because storing failed
 */
record FirstAnswer(OutcomeSplit split, Optional<Storing> storing, String queued, End end) {
    static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The bridge cannot store the message, try again later");

    /**
     * What the queue entry holds besides the message.
     *
     * @param unprovable whether some recipients may have it and no road can check
     * @param holds whether the entry waits for an operator
     */
    record Storing(Map<String, Status> statuses, int attempts, Instant due, boolean unprovable, boolean holds) {
        NewEntry on(NewEntry plain) {
            NewEntry tried = plain.withFirstTry(statuses, attempts, due);
            return unprovable ? tried.withUnprovableDoubt() : tried;
        }
    }

    /**
     * The end of a message that is not in the queue.
     *
     * @param counts whether the attempt's outcome is final for the recipients, so that it is counted and logged
     * @param abandons whether to clean up what the attempt left at Microsoft
     * @param loses whether some recipients get neither the message nor a bounce, which is an alert
     */
    record End(Reply reply, boolean counts, boolean abandons, boolean loses) {}

    static FirstAnswer of(FirstAttempt attempt, RetrySchedule schedule) {
        Outcome outcome = attempt.outcome();
        OutcomeSplit split = OutcomeSplit.of(outcome, attempt.trusted());
        if (split.isDone() || split.isRefused()) {
            return new FirstAnswer(
                    split, Optional.empty(), "", new End(OutcomeReply.of(outcome), true, split.isRefused(), false));
        }
        // 4xx would make the client send again to those who already have it
        End unstored = split.done().isEmpty()
                ? new End(NO_ROOM, false, true, false)
                : new End(OutcomeReply.of(outcome), true, false, true);
        return new FirstAnswer(split, Optional.of(storing(attempt, split, schedule)), queued(split), unstored);
    }

    private static Storing storing(FirstAttempt attempt, OutcomeSplit split, RetrySchedule schedule) {
        Map<String, Status> statuses = new LinkedHashMap<>(attempt.outcome().byRecipient());
        statuses.putAll(split.open());
        boolean asked = !attempt.outcome().road().isEmpty();
        Instant due = schedule.next(split, attempt.attempts(), asked, attempt.provable(), attempt.now());
        boolean unprovable = split.isInDoubt() && !attempt.provable();
        boolean holds = unprovable && DoubtPolicy.holds(Optional.of(attempt.account()), 1);
        return new Storing(statuses, attempt.attempts(), due, unprovable, holds);
    }

    private static String queued(OutcomeSplit split) {
        if (split.done().isEmpty()) {
            return "Queued";
        }
        int all = split.done().size() + split.pending().size() + split.failed().size();
        if (split.pending().isEmpty()) {
            return "Accepted by Microsoft 365 for " + split.done().size() + " of " + all
                    + " recipients and refused for the others; the bounce to the sender is queued";
        }
        return "Sent to some recipients; the message to the others is queued";
    }
}
