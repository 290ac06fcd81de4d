package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;

/** Takes mail over from the listener. Safe for use by many threads. */
public interface Delivery {
    /**
     * Takes the submission over, or does not: after a reply of 250 the client forgets the mail, so it is said only when
     * Microsoft has accepted it or it is stored durably. The bytes of the submission end with this call.
     */
    Receipt take(Submission submission, Account account);

    /** The largest message, in bytes, that can go on by this account. */
    long largest(Account account);
}
