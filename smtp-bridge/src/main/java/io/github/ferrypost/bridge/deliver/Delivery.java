package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;

/** Takes mail over from the listener. Safe for use by many threads. */
public interface Delivery {
    /**
     * Takes the mail over, or does not: after a reply of 250 the client forgets it, so 250 is said only when Microsoft has
     * accepted it or it is stored durably. The bytes may be read on after this call, until the arrival is released.
     */
    AcceptResult take(SubmittedMail arrival);

    /**
     * Whether the disk has room for so many bytes more of mail that comes in, beside the reserve that settles what is in the
     * queue. To be asked before each piece that goes to the disk; it costs a system call.
     */
    boolean hasRoom(long bytes);

    /** The largest message, in bytes, that can go on by this account. */
    long largest(Account account);
}
