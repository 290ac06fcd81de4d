package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do with a claimed entry after the attempt; applied in one transaction. Immutable.
 *
 * @param next what happens to the entry
 * @param due when to retry; for RETRY, and for HOLD once it is released
 * @param reason for HOLD and DEAD only
 * @param statuses the attempt's results, by recipient address
 * @param report a message to store with it, such as a bounce; every refused recipient then counts as reported
 * @param unprovable whether the attempt may have delivered it and no road can check; the entry counts these
 * @param fault whether the attempt ended in a bug of the bridge; the entry counts those in a row
 */
public record Settlement(
        Next next,
        Instant due,
        String reason,
        Map<String, Status> statuses,
        Optional<NewEntry> report,
        boolean unprovable,
        boolean fault) {

    /** How a claim ends. */
    public enum Next {
        /** All recipients are settled: the entry is deleted. */
        DONE,
        /** The entry returns to the queue. */
        RETRY,
        /** The entry is kept until an operator releases it. */
        HOLD,
        /** The entry is kept and not retried. */
        DEAD
    }

    public Settlement {
        Objects.requireNonNull(due);
        statuses = Map.copyOf(statuses);
    }

    public static Settlement done() {
        return new Settlement(Next.DONE, Instant.EPOCH, "", Map.of(), Optional.empty(), false, false);
    }

    public static Settlement retryAt(Instant due, Map<String, Status> statuses) {
        return new Settlement(Next.RETRY, due, "", statuses, Optional.empty(), false, false);
    }

    public static Settlement dead(String reason, Map<String, Status> statuses) {
        return new Settlement(Next.DEAD, Instant.EPOCH, reason, statuses, Optional.empty(), false, false);
    }

    /** A copy with a bounce, which is stored if and only if the settlement succeeds. */
    public Settlement reporting(NewEntry newReport) {
        return new Settlement(next, due, reason, statuses, Optional.of(newReport), unprovable, fault);
    }

    /** A copy that holds the entry until an operator releases it. */
    public Settlement holding(String why) {
        return new Settlement(Next.HOLD, due, why, statuses, report, unprovable, fault);
    }

    /** A copy for an attempt that may have delivered, where no road can check. */
    public Settlement withUnprovableDoubt() {
        return new Settlement(next, due, reason, statuses, report, true, fault);
    }

    /** A copy for an attempt that ended in a bug of the bridge. */
    public Settlement withFault() {
        return new Settlement(next, due, reason, statuses, report, unprovable, true);
    }

    boolean inDoubt() {
        return statuses.values().stream().anyMatch(status -> status.verdict() == Verdict.IN_DOUBT);
    }
}
