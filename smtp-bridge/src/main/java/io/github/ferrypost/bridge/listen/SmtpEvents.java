package io.github.ferrypost.bridge.listen;

import java.net.InetAddress;

/**
 * Receives the listener's events. Called from the sessions' threads; must not throw. Clients control how often the
 * first three methods are called, so a log has to aggregate them.
 */
public interface SmtpEvents {
    /** A message was received and its client got a reply. */
    void mail(ReceivedMail passage);

    /** A client was refused before it sent a message. */
    void refused(Rejection rejection);

    /** A session hit a bug in the bridge; its client got 4xx. */
    void failed(InetAddress client, String at, Throwable fault);

    /**
     * Called about once a second, so that a log can write the aggregates that are due.
     *
     * @param end whether this is the last call
     */
    void sumUp(boolean end);
}
