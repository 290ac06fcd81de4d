package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Reply;

/** Whether a client may send, and by which account. Immutable. */
public sealed interface Decision {
    /** The client may send by this account. */
    record Admitted(Account account) implements Decision {}

    /** The client may not send; the reply says why and what to do. */
    record Refused(Reply reply) implements Decision {}
}
