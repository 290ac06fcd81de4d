package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Instant;
import java.util.Map;

/**
 * A message to be stored. Immutable; made by {@link #of}, then completed by the {@code with} methods.
 *
 * @param account the name of the account that is to send it; may be empty
 * @param message read once, while it is stored
 * @param due when it is to be tried; also in the past
 * @param tries how many tries it has had, such as the one while the client waited
 * @param statuses what that try came to, by recipient; a recipient without one is still to be tried
 * @param inDoubt whether that try may have delivered it
 * @param doubts as of {@link Entry#doubts()}
 * @param faults as of {@link Entry#faults()}
 * @param dsn the parameters of RFC 3461
 * @param notes as of {@link Spool#putNote}
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

    /** A message that has not been tried yet and is due at once. */
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
     * The same after a first try; in doubt if a status is.
     *
     * @param attempts how many attempts that try made
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

    /** The same while a try of it still runs, so that nobody knows what came of it. */
    public NewEntry withDoubt() {
        return new NewEntry(
                account, envelope, message, arrivedAt, due, tries, statuses, true, doubts, faults, client, dsn, notes);
    }

    /** The same with a doubt that nobody can clear up, since no road kept a note. */
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

    /** The same after an attempt that ended in a fault of the bridge itself. */
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
