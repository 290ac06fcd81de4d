package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Reply;

/** Whether a client may send, and by which account. */
public sealed interface Decision {
    /** It may, by this account. */
    record Admitted(Account account) implements Decision {}

    /** It may not; the reply says why and what to do. */
    record Refused(Reply reply) implements Decision {}
}
