package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Reply;

/**
 * The reply after DATA, and what the log records with it. Immutable.
 *
 * @param road the road used; empty if none was
 * @param trace the id that Microsoft support asks for; may be empty
 * @param entry the id of the queue entry; empty if the message is not queued
 */
public record AcceptResult(Reply reply, String road, String trace, String entry) {
    /** For a message that was not stored. */
    public AcceptResult(Reply reply, String road, String trace) {
        this(reply, road, trace, "");
    }
}
