package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** Refuses a command with a reply. Stays within this package. */
final class CommandRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** Has no stack trace, because it is an ordinary reply and not a bug. */
    CommandRefusal(Reply reply) {
        super(reply.toString(), null, false, false);
        this.reply = reply;
    }

    CommandRefusal(int code, String enhanced, String text) {
        this(Reply.of(code, enhanced, text));
    }

    Reply reply() {
        return reply;
    }
}
