package io.github.ferrypost.bridge.listen;

import java.time.Duration;

/**
 * What one client, and all of them together, may ask of the listener. {@link LimitTable} has the defaults and their sources.
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
     * @param size of a message, in bytes, as EHLO announces it
     * @param header in bytes, for all header fields of a message together
     * @param recipients of one message
     */
    public record Message(long size, long header, int recipients) {
        /** Beyond it a message is not drained any more, but cut off: it is no honest mistake. */
        long absurdSize() {
            return size + Math.max(size, 64L << 20);
        }
    }

    /**
     * How many clients may be connected at the same time.
     *
     * @param all of them
     * @param perAddress from one address off loopback; an IPv6 network of 64 bits counts as one
     * @param reserved of {@code all}, which only clients on this machine can take
     */
    public record Connections(int all, int perAddress, int reserved) {
        /** What clients from elsewhere can take together: never less than half, however small {@code all} is. */
        int elsewhere() {
            return all - Math.min(reserved, all / 2);
        }
    }

    /**
     * How long a client may take.
     *
     * @param idle the longest wait for a command, and the longest silence within a message
     * @param login from connecting to a login, of a client from another machine
     * @param loginDelay before the first refusal of a login is sent; doubled for each further one of the same address
     * @param data the longest time for one whole message
     * @param stop how long mails under way may still take at the end
     */
    public record Waits(Duration idle, Duration login, Duration loginDelay, Duration data, Duration stop) {}
}
