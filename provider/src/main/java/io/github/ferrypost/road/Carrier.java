package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;

/** One road, as the chooser sees it. Safe for use by many threads. */
interface Carrier {
    /** Tries once and waits for the end. */
    Outcome carry(Submission submission, Account account);

    /** Whether the account can sign in on this road, asked without sending. */
    Status signIn(Account account);

    /** The largest message in bytes. */
    long largest(Account account);
}
