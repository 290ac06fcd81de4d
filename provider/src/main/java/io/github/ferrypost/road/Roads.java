package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends submissions to Microsoft 365 by the best road of an account: what both doors see of the roads. Safe for use by
 * many threads. Failures are returned as values, not thrown.
 */
public interface Roads extends AutoCloseable {
    /**
     * Chooses among these roads, for a process with a queue, which calls {@link #sweep} itself.
     *
     * @param roads one for each road that an account can name; closed with the result
     * @param notices the level of the line that says which road a message took and why, if it is not the first
     */
    static Roads choosing(List<Road> roads, Level notices) {
        return new RoadChooser(roads, Optional.empty(), log(), notices);
    }

    /**
     * Like {@link #choosing}, for a process without a queue: with an account's first message it starts removing, in
     * the background, the drafts that earlier processes left behind, and repeats this daily.
     */
    static Roads choosingWithoutQueue(List<Road> roads, Level notices, Clock clock) {
        return new RoadChooser(roads, Optional.of(new DraftCleanup(clock)), log(), notices);
    }

    private static Logger log() {
        return System.getLogger("io.github.ferrypost.road");
    }

    /** Opens in the background what the first message of this account would have to wait for on its first road. */
    void prepare(Account account);

    /**
     * Makes one attempt, and tries the next road if one cannot carry this submission. Blocks until the outcome is
     * known.
     */
    Outcome carry(Submission submission, Account account);

    /**
     * Whether an earlier attempt left a note by which Microsoft can be asked what became of it.
     *
     * @throws IOException if the notes cannot be read
     */
    boolean remembers(Submission submission) throws IOException;

    /**
     * Removes what a road keeps of a submission at Microsoft, such as a draft, because no further attempt follows.
     * Best effort: a draft that cannot be reached stays.
     */
    void abandon(Submission submission, Account account);

    /**
     * Removes what earlier runs left at Microsoft and no notes refer to, such as drafts. Best effort; leaves what is
     * younger than an attempt may take.
     *
     * @param queue the notes of all submissions that may still be attempted; empty if there is no queue, in which
     *     case drafts that another process' queue may know are kept
     * @return how many items were removed
     */
    int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue);

    /** Whether the account can sign in now, without sending: ACCEPTED, or the reason why not. */
    Status signIn(Account account);

    /**
     * Drops the tokens, remembered refusals and idle connections of an account, because its credential was replaced or
     * repaired, or the account is gone. Attempts in progress finish with what they have.
     */
    void forget(Account account);

    /** The largest message, in bytes, that any road of the account accepts. */
    long largest(Account account);

    /** Closes the idle connections; attempts in progress finish. */
    @Override
    void close();
}
