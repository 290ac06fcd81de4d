package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;

/** Stands where the roads will be: everything is later. */
final class NoRoads implements Roads {
    private static final Status LATER =
            Status.later(Blame.SESSION, Reply.of(451, "4.3.2", "This build has no roads to Microsoft 365 yet"));

    @Override
    public Outcome carry(Submission submission, Account account) {
        return Outcome.all(submission.envelope().recipients(), LATER, "", "");
    }

    @Override
    public Status signIn(Account account) {
        return LATER;
    }

    @Override
    public long largest(Account account) {
        return 150L << 20;
    }

    @Override
    public void close() {}
}
