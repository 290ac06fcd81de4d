package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;

/**
 * A refused connection, command or login, for the log. Immutable.
 *
 * @param at the command or other action; never a secret, nor a line that could contain one
 * @param login the user name given; empty if this is not about a login
 */
public record Rejection(InetAddress client, String at, String login, Reply reply) {
    public Rejection(InetAddress client, String at, Reply reply) {
        this(client, at, "", reply);
    }
}
