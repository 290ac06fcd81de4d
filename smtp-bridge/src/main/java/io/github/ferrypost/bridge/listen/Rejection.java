package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;

/**
 * A refused connection, command or login, for the log. Immutable.
 *
 * @param at the command or other action; never a secret, nor a line that could contain one
 * @param login the user name given; empty if this is not about a login
 * @param device the name of the device; empty if the address belongs to none
 */
public record Rejection(InetAddress client, String at, String login, Reply reply, String device) {
    public Rejection(InetAddress client, String at, Reply reply) {
        this(client, at, "", reply, "");
    }

    Rejection(ClientIdentity client, String at, String login, Reply reply) {
        this(client.address(), at, login, reply, client.deviceName());
    }
}
