package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;

/**
 * A connection, command or login that was refused, for the log.
 *
 * @param at the command, or what else the client did; never a secret, nor a line that could be one
 * @param login the user name that was tried; empty where it is no matter of logins
 */
public record Rejection(InetAddress client, String at, String login, Reply reply) {
    public Rejection(InetAddress client, String at, Reply reply) {
        this(client, at, "", reply);
    }
}
