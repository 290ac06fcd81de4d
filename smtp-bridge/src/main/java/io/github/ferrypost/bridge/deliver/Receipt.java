package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.reply.Reply;

/**
 * What the client hears after DATA, and what the log says beside it.
 *
 * @param road the road that was taken; empty where none was
 * @param trace what Microsoft's support asks for; may be empty
 */
public record Receipt(Reply reply, String road, String trace) {}
