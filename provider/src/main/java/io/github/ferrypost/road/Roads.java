package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;

/** Carries submissions to Microsoft 365 by the best road that the account has. Safe for use by many threads. */
public interface Roads extends AutoCloseable {
    /** Tries once, by one road after the other where one cannot carry this submission; waits for the end. */
    Outcome carry(Submission submission, Account account);

    /** Whether the account can sign in now, asked without sending: ACCEPTED, or what stands in the way. */
    Status signIn(Account account);

    /** The largest message, in bytes, that any road of the account carries. */
    long largest(Account account);

    /** Closes the idle links; what is under way ends by itself. */
    @Override
    void close();
}
