package io.github.ferrypost.bridge.listen;

import java.net.InetAddress;

/**
 * What the listener has to tell about. Called from the sessions' threads; it must not throw. A client decides how often the
 * first three are called, so a log sums them up.
 */
public interface SmtpEvents {
    /** A message was received, and its client has been answered. */
    void mail(ReceivedMail passage);

    /** A client was refused before it could send its message. */
    void refused(Rejection rejection);

    /** A session met a fault of the bridge, and its client heard 4xx. */
    void failed(InetAddress client, String at, Throwable fault);

    /**
     * Called about once a second, for a log to write the sums that are due.
     *
     * @param end whether this is the last call
     */
    void sumUp(boolean end);
}
