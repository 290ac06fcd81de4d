package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to become of a claimed entry after the try: one transaction with all that belongs together. Immutable.
 *
 * @param next what becomes of the entry
 * @param due when to try again; for RETRY, and for HOLD once it is released
 * @param reason for HOLD and DEAD only
 * @param statuses what the try came to, by recipient address
 * @param report a message to be stored with it, such as a bounce; every refused recipient then counts as reported
 * @param unprovable whether the attempt may have delivered it and no road can find out; the entry counts it
 * @param fault whether the attempt ended in a fault of the bridge itself; the entry counts those in a row
 */
public record Settlement(
        Next next,
        Instant due,
        String reason,
        Map<String, Status> statuses,
        Optional<NewEntry> report,
        boolean unprovable,
        boolean fault) {

    /** The ways out of a claim. */
    public enum Next {
        /** Nothing is left to deliver: the entry goes. */
        DONE,
        /** Back to the queue. */
        RETRY,
        /** Kept until an operator releases it. */
        HOLD,
        /** Kept, and not tried again. */
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

    /** The same, with a report that is stored if and only if the settlement holds. */
    public Settlement reporting(NewEntry newReport) {
        return new Settlement(next, due, reason, statuses, Optional.of(newReport), unprovable, fault);
    }

    /** A retry that waits for an operator to release it. */
    public Settlement holding(String why) {
        return new Settlement(Next.HOLD, due, why, statuses, report, unprovable, fault);
    }

    /** The same for an attempt that may have delivered, where no road can find out. */
    public Settlement withUnprovableDoubt() {
        return new Settlement(next, due, reason, statuses, report, true, fault);
    }

    /** The same for an attempt that ended in a fault of the bridge itself. */
    public Settlement withFault() {
        return new Settlement(next, due, reason, statuses, report, unprovable, true);
    }

    boolean inDoubt() {
        return statuses.values().stream().anyMatch(status -> status.verdict() == Verdict.IN_DOUBT);
    }
}
