package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An outcome split by recipient: delivered, to be retried, or failed. Immutable.
 *
 * @param done recipients that have it
 * @param pending recipients to retry, with the reason
 * @param failed recipients that will not get it, with the reason
 */
record OutcomeSplit(Map<String, Status> done, Map<String, Status> pending, Map<String, Status> failed) {

    /** The result of an attempt without recipients. */
    static final OutcomeSplit NONE = new OutcomeSplit(Map.of(), Map.of(), Map.of());

    /**
     * @param trusted whether the account has ever delivered: if so, someone will fix its errors, and the message waits;
     *     if not, the person setting it up has to see them at once
     */
    static OutcomeSplit of(Outcome outcome, boolean trusted) {
        Map<String, Status> statuses = softened(outcome, trusted).byRecipient();
        return new OutcomeSplit(
                only(statuses, status -> status.verdict() == Verdict.ACCEPTED),
                only(statuses, status -> status.verdict() == Verdict.TRANSIENT || status.verdict() == Verdict.IN_DOUBT),
                only(statuses, status -> status.verdict() == Verdict.PERMANENT));
    }

    /** The outcome with errors of the account made transient, if the account has delivered before. */
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
        if (status.verdict() != Verdict.PERMANENT || !somebodyWillMendIt) {
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

    /** No recipient has it or will get it, so the bridge can refuse it at once. */
    boolean isRefused() {
        return done.isEmpty() && pending.isEmpty();
    }

    /** Every recipient has it. */
    boolean isDone() {
        return pending.isEmpty() && failed.isEmpty();
    }

    /** Whether the attempt settled some recipients, so that the next attempt has fewer. */
    boolean hasProgress() {
        return !done.isEmpty() || !failed.isEmpty();
    }

    /** The first status among the recipients to retry. */
    Status obstacle() {
        return pending.values().iterator().next();
    }

    /** All recipients that are not done, as the spool stores them. */
    Map<String, Status> open() {
        Map<String, Status> open = new LinkedHashMap<>(failed);
        open.putAll(pending);
        return open;
    }

    boolean isInDoubt() {
        return pending.values().stream().anyMatch(status -> status.verdict() == Verdict.IN_DOUBT);
    }
}
