package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an outcome means for the message: who has it, who is to be tried again, and of whom the sender is to be told.
 *
 * @param done recipients that have it
 * @param pending recipients to be tried again, with what stood in the way
 * @param failed recipients that will not get it, with the reason
 */
record OutcomeSplit(Map<String, Status> done, Map<String, Status> pending, Map<String, Status> failed) {

    /** Of a message that nobody was left to be tried for. */
    static final OutcomeSplit NONE = new OutcomeSplit(Map.of(), Map.of(), Map.of());

    /**
     * @param trusted whether the account has ever delivered: then its faults are somebody's to mend, and the mail waits;
     *     else whoever sets it up is to see them at once
     */
    static OutcomeSplit of(Outcome outcome, boolean trusted) {
        Map<String, Status> statuses = softened(outcome, trusted).byRecipient();
        return new OutcomeSplit(
                only(statuses, status -> status.verdict() == Verdict.ACCEPTED),
                only(statuses, status -> status.verdict() == Verdict.LATER || status.verdict() == Verdict.IN_DOUBT),
                only(statuses, status -> status.verdict() == Verdict.NEVER));
    }

    /** The outcome with the account's own faults as transient ones, where the account has delivered before. */
    static Outcome softened(Outcome outcome, boolean trusted) {
        if (!trusted) {
            return outcome;
        }
        Map<String, Status> statuses = new LinkedHashMap<>();
        outcome.byRecipient().forEach((recipient, status) -> statuses.put(recipient, soften(status)));
        return Outcome.of(statuses, outcome.road(), outcome.trace());
    }

    private static Status soften(Status status) {
        boolean somebodyWillMendIt = status.blame().outlastsMessage();
        if (status.verdict() != Verdict.NEVER || !somebodyWillMendIt) {
            return status;
        }
        Reply reply = status.reply();
        String transientCode = "4" + reply.enhanced().toString().substring(1);
        Status later = Status.later(status.blame(), reply.withCodes(451, transientCode));
        return status.retryAfter().map(later::withRetryAfter).orElse(later);
    }

    private static Map<String, Status> only(Map<String, Status> statuses, Predicate<Status> wanted) {
        Map<String, Status> chosen = new LinkedHashMap<>();
        statuses.forEach((recipient, status) -> {
            if (wanted.test(status)) {
                chosen.put(recipient, status);
            }
        });
        return chosen;
    }

    /** Nobody has it and nobody ever will by this message: the client can be told at once. */
    boolean isRefused() {
        return done.isEmpty() && pending.isEmpty();
    }

    /** Everybody has it. */
    boolean isDone() {
        return pending.isEmpty() && failed.isEmpty();
    }

    /** Whether the attempt has settled some recipients, so that the next one has less to do. */
    boolean hasProgress() {
        return !done.isEmpty() || !failed.isEmpty();
    }

    /** What stands in the way of those that are to be tried again: the first such status. */
    Status obstacle() {
        return pending.values().iterator().next();
    }

    /** All that is not done, as the spool keeps it. */
    Map<String, Status> open() {
        Map<String, Status> open = new LinkedHashMap<>(failed);
        open.putAll(pending);
        return open;
    }

    boolean isInDoubt() {
        return pending.values().stream().anyMatch(status -> status.verdict() == Verdict.IN_DOUBT);
    }
}
