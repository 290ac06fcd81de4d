package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** A command is not carried out, and this is why. It never leaves the package. */
final class CommandRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** Without a stack trace: it is an answer, not a fault. */
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
