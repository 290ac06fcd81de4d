package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Map;

/**
 * A message to store. Immutable; create it with {@link #of}, then add to it with the {@code with} methods.
 *
 * @param account the name of the account that will send it; may be empty
 * @param message read once, while it is stored
 * @param due when to attempt it; may be in the past
 * @param tries how many attempts it has had, such as the one while the client waited
 * @param statuses the results of those attempts, by recipient; a recipient without one is still open
 * @param inDoubt whether such an attempt may have delivered it
 * @param doubts see {@link Entry#doubts()}
 * @param faults see {@link Entry#faults()}
 * @param dsn the DSN parameters (RFC 3461)
 * @param notes see {@link Spool#putNote}
 */
public record NewEntry(
        String account,
        Envelope envelope,
        ByteSource message,
        Instant arrivedAt,
        Instant due,
        int tries,
        Map<String, Status> statuses,
        boolean inDoubt,
        int doubts,
        int faults,
        SubmittingClient client,
        Map<String, String> dsn,
        Map<String, String> notes) {

    public NewEntry {
        statuses = Map.copyOf(statuses);
        dsn = Map.copyOf(dsn);
        notes = Map.copyOf(notes);
    }

    /** A message without attempts that is due at once. */
    public static NewEntry of(String account, Envelope envelope, ByteSource message, Instant arrivedAt) {
        return new NewEntry(
                account,
                envelope,
                message,
                arrivedAt,
                arrivedAt,
                0,
                Map.of(),
                false,
                0,
                0,
                SubmittingClient.NONE,
                Map.of(),
                Map.of());
    }

    /**
     * A copy with the result of a first attempt; in doubt if any status is.
     *
     * @param attempts how many attempts were made while the client waited
     */
    public NewEntry withFirstTry(Map<String, Status> newStatuses, int attempts, Instant newDue) {
        boolean doubt = newStatuses.values().stream().anyMatch(status -> status.verdict() == Verdict.IN_DOUBT);
        return new NewEntry(
                account,
                envelope,
                message,
                arrivedAt,
                newDue,
                tries + attempts,
                newStatuses,
                doubt,
                doubts,
                faults,
                client,
                dsn,
                notes);
    }

    /** A copy whose first attempt is still running, so that its result is unknown. */
    public NewEntry withDoubt() {
        return new NewEntry(
                account, envelope, message, arrivedAt, due, tries, statuses, true, doubts, faults, client, dsn, notes);
    }

    /** A copy with a doubt that cannot be resolved, because no road kept a note. */
    public NewEntry withUnprovableDoubt() {
        return new NewEntry(
                account,
                envelope,
                message,
                arrivedAt,
                due,
                tries,
                statuses,
                true,
                doubts + 1,
                faults,
                client,
                dsn,
                notes);
    }

    /** A copy after an attempt that ended in a bug of the bridge. */
    public NewEntry withFault() {
        return new NewEntry(
                account,
                envelope,
                message,
                arrivedAt,
                due,
                tries + 1,
                statuses,
                true,
                doubts,
                faults + 1,
                client,
                dsn,
                notes);
    }

    public NewEntry withDue(Instant newDue) {
        return new NewEntry(
                account, envelope, message, arrivedAt, newDue, tries, statuses, inDoubt, doubts, faults, client, dsn,
                notes);
    }

    public NewEntry withClient(SubmittingClient newClient) {
        return new NewEntry(
                account, envelope, message, arrivedAt, due, tries, statuses, inDoubt, doubts, faults, newClient, dsn,
                notes);
    }

    public NewEntry withDsn(Map<String, String> newDsn) {
        return new NewEntry(
                account, envelope, message, arrivedAt, due, tries, statuses, inDoubt, doubts, faults, client, newDsn,
                notes);
    }

    public NewEntry withNotes(Map<String, String> newNotes) {
        return new NewEntry(
                account, envelope, message, arrivedAt, due, tries, statuses, inDoubt, doubts, faults, client, dsn,
                newNotes);
    }
}
