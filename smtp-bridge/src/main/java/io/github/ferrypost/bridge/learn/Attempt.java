package io.github.ferrypost.bridge.learn;

import java.time.Instant;

/**
 * What an unknown client tried at a listener that learns. Immutable; contains no password.
 *
 * @param address of the client
 * @param helo the name in EHLO or HELO; empty if there was none
 * @param login the user name; empty if it did not log in
 * @param sender of the envelope; empty for none or the null sender
 * @param tls the version of TLS, {@code none}, or {@code failed} if the handshake failed
 * @param count how often it tried the same
 */
public record Attempt(
        String listener,
        String address,
        String helo,
        String login,
        String sender,
        String tls,
        Instant first,
        Instant last,
        int count) {
    /** Whether it is the same attempt at another time. */
    boolean isLike(Attempt other) {
        return listener.equals(other.listener)
                && address.equals(other.address)
                && helo.equals(other.helo)
                && login.equals(other.login)
                && sender.equals(other.sender)
                && tls.equals(other.tls);
    }

    Attempt before(Attempt later) {
        return new Attempt(listener, address, helo, login, sender, tls, first, later.last, count + later.count);
    }
}
