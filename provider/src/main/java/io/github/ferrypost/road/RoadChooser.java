package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** Takes the account's roads in their order, until one carries the submission or says what holds for all of them. */
final class RoadChooser implements Roads {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.road");

    private final Map<RoadName, Carrier> carriers;
    private final Runnable closing;

    RoadChooser(Map<RoadName, Carrier> carriers, Runnable closing) {
        this.carriers = Map.copyOf(carriers);
        this.closing = closing;
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        Outcome best = null;
        for (RoadName road : account.roads()) {
            Outcome outcome = carriers.get(road).carry(submission, account);
            if (!anotherMayDoBetter(outcome)) {
                return outcome;
            }
            LOG.log(Level.DEBUG, "{0} not by {1}: {2}", account, road.key(), outcome.first());
            best = best == null || (isNever(best) && !isNever(outcome)) ? outcome : best;
        }
        return best;
    }

    /**
     * Only where it is certain that nobody got it, and where the reason lies in the road: its limits, its permission, its
     * servers. A mailbox that is throttled is not to be pressed by another way, and what is wrong with a recipient or a
     * sender is wrong on every road.
     */
    private static boolean anotherMayDoBetter(Outcome outcome) {
        return outcome.byRecipient().values().stream().allMatch(RoadChooser::liesInTheRoad);
    }

    private static boolean liesInTheRoad(Status status) {
        if (status.verdict() == Verdict.LATER) {
            return status.blame() == Blame.SESSION;
        }
        boolean tooLarge = status.reply().code() == 552;
        return status.verdict() == Verdict.NEVER
                && (tooLarge || status.blame() == Blame.ACCOUNT || status.blame() == Blame.MAILBOX);
    }

    private static boolean isNever(Outcome outcome) {
        return outcome.first().verdict() == Verdict.NEVER;
    }

    @Override
    public Status signIn(Account account) {
        Status first = null;
        for (RoadName road : account.roads()) {
            Status status = carriers.get(road).signIn(account);
            if (status.isAccepted()) {
                return status;
            }
            first = first == null ? status : first;
        }
        return first;
    }

    @Override
    public long largest(Account account) {
        return account.roads().stream()
                .mapToLong(road -> carriers.get(road).largest(account))
                .max()
                .orElseThrow();
    }

    @Override
    public void close() {
        closing.run();
    }
}
