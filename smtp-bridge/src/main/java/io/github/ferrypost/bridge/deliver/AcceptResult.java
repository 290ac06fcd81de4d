package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Reply;

/**
 * What the client hears after DATA, and what the log says beside it.
 *
 * @param road the road that was taken; empty where none was
 * @param trace what Microsoft's support asks for; may be empty
 * @param entry the id by which it lies in the queue; empty where it does not
 */
public record AcceptResult(Reply reply, String road, String trace, String entry) {
    /** Of a mail that was not stored. */
    public AcceptResult(Reply reply, String road, String trace) {
        this(reply, road, trace, "");
    }
}
