package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;

/** Stands where the roads will be: every mail is put off, none is lost. */
final class NoRoads implements Roads {
    private static final Status CLOSED = Status.later(Blame.SESSION, Reply.of(451, "4.3.5", "No road is built in."));

    @Override
    public Outcome carry(Submission submission, Account account) {
        return Outcome.all(submission.envelope().recipients(), CLOSED, "", "");
    }

    @Override
    public Status signIn(Account account) {
        return CLOSED;
    }

    @Override
    public long largest(Account account) {
        return 0;
    }

    @Override
    public void close() {}
}
