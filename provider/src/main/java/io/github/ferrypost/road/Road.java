package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.util.Optional;

/**
 * One way to carry a submission to Microsoft 365. {@link Roads} chooses among them. Failures of the network, Entra and
 * Exchange are returned as values, not thrown. Implementations are safe for use by many threads.
 *
 * <p>No method has a default: a road that has nothing to do for one says so.
 */
public interface Road extends AutoCloseable {
    /** The name by which {@code ferrypost.roads} lists this road. */
    RoadName name();

    /** Opens in the background what the account's first message on this road would have to wait for. */
    void prepare(Account account);

    /** Makes one attempt, for exactly the recipients of the envelope. Blocks until the outcome is known. */
    Outcome carry(Submission submission, Account account);

    /** Whether the account can sign in now, without sending: ACCEPTED, or the reason why not. */
    Status signIn(Account account);

    /**
     * Drops what this road keeps to sign in as this account: tokens, remembered refusals, idle connections. Attempts in
     * progress finish with what they have.
     */
    void forget(Account account);

    /** The largest message, in bytes, that this road accepts from the account. May block to find out. */
    long largest(Account account);

    /**
     * Whether an earlier attempt left a note by which Microsoft can be asked what became of it: another attempt then
     * resolves the doubt and sends nothing twice.
     *
     * @throws IOException if the notes cannot be read
     */
    boolean remembers(Submission submission) throws IOException;

    /**
     * Removes what this road keeps of a submission at Microsoft, because no further attempt follows. Best effort: what
     * cannot be reached stays.
     */
    void abandon(Submission submission, Account account);

    /**
     * Removes what earlier runs left at Microsoft and no notes refer to. Best effort; leaves what is younger than an
     * attempt may take.
     *
     * @param queue the notes of all submissions that may still be attempted; empty if there is no queue, in which
     *     case what another process' queue may know is kept
     * @return how many items were removed
     */
    int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue);

    /** Closes the idle connections; attempts in progress finish. */
    @Override
    void close();
}
