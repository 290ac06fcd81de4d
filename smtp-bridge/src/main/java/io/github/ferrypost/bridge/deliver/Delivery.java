package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;

/** Accepts messages from the listener. Safe for use by many threads. */
public interface Delivery {
    /**
     * Accepts a message, or refuses it. After 250 the client forgets the message, so the reply is 250 only once
     * Microsoft has accepted it or it is stored durably. The message's bytes may be read after this call, until
     * {@code arrival} is released.
     */
    AcceptResult take(SubmittedMail arrival);

    /**
     * Whether the disk has space for this many more bytes of an incoming message, besides the reserve for settling
     * queued entries. Call it before each block written to disk; it costs a system call.
     */
    boolean hasRoom(long bytes);

    /** The largest message that this account can send, in bytes. */
    long largest(Account account);
}
