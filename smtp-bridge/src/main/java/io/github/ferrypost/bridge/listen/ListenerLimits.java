package io.github.ferrypost.bridge.listen;

import java.time.Duration;

/**
 * The limits of one client, and of all clients together. {@link LimitTable} has the defaults and their sources.
 * Immutable.
 *
 * @param memory in bytes, for messages and envelopes of all sessions together
 * @param refusals after which a connection is closed
 * @param failedLogins after which a connection is closed
 */
public record ListenerLimits(
        Message message, Connections connections, Waits waits, long memory, int refusals, int failedLogins) {
    /** RFC 4954 section 4: a server should close the connection after some failed logins. */
    public static final int FAILED_LOGINS = 5;

    /**
     * Limits of a message.
     *
     * @param size in bytes, as EHLO announces it
     * @param header in bytes, for all header fields of a message together
     * @param recipients of one message
     */
    public record Message(long size, long header, int recipients) {
        /** In bytes. Beyond it the session disconnects instead of draining the message: this is no honest mistake. */
        long absurdSize() {
            return size + Math.max(size, 64L << 20);
        }
    }

    /**
     * How many clients may be connected at once.
     *
     * @param all in total
     * @param perAddress from one address off loopback; an IPv6 /64 counts as one
     * @param reserved of {@code all}, for clients on this machine only
     */
    public record Connections(int all, int perAddress, int reserved) {
        /** The limit for all other machines together: at least half of {@code all}, however small it is. */
        int elsewhere() {
            return all - Math.min(reserved, all / 2);
        }
    }

    /**
     * How long a client may take.
     *
     * @param idle the longest wait for a command, and the longest silence within a message
     * @param login from connecting to logging in, for a client on another machine
     * @param loginDelay before the first failed login is answered; doubles with each further failure from the same
     *     address
     * @param data the longest time for one whole message
     * @param stop how long messages in progress may take at shutdown
     */
    public record Waits(Duration idle, Duration login, Duration loginDelay, Duration data, Duration stop) {}
}
