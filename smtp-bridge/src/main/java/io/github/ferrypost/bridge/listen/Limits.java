package io.github.ferrypost.bridge.listen;

import java.time.Duration;

/**
 * What one client may ask of the listener.
 *
 * @param size of a message, in bytes, as EHLO announces it
 * @param recipients of one message
 * @param connections at the same time
 * @param idle the longest wait for a command, and the longest silence within a message
 * @param data the longest time for one whole message
 * @param stop how long mails under way may still take at the end
 * @param mistakes after which the connection is closed: commands that cannot be understood or come out of turn
 * @param failedLogins after which the connection is closed
 */
public record Limits(
        long size,
        int recipients,
        int connections,
        Duration idle,
        Duration data,
        Duration stop,
        int mistakes,
        int failedLogins) {
    /** Beyond it a message is not drained any more, but cut off: it is no honest mistake. */
    long absurdSize() {
        return size + Math.max(size, 64L << 20);
    }
}
