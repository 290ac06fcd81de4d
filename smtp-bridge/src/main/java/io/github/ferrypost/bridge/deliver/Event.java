package io.github.ferrypost.bridge.deliver;

import org.slf4j.event.Level;

/** The events of a message, as the log names them; the metrics use the same words. */
public enum Event {
    /** Microsoft has accepted it for a recipient. */
    DELIVERED("delivered", Level.INFO),
    /** It will be retried for a recipient. */
    DEFERRED("deferred", Level.INFO),
    /** It may have reached a recipient; the bridge will retry, or check whether it arrived. */
    DOUBT("doubt", Level.WARN),
    /** Microsoft refused it for a recipient, permanently. */
    REFUSED("refused", Level.WARN),
    /** The retry time in the settings ran out for a recipient. */
    GIVEN_UP("given-up", Level.WARN),

    /** A bounce to its sender is queued. */
    BOUNCED("bounced", Level.WARN),
    /** The bridge gave it up and could not notify the sender. */
    DEAD("dead", Level.ERROR),
    /** It may have arrived, which cannot be checked; the bridge sends it again. */
    SENT_AGAIN("doubt", Level.WARN),
    /** It may have arrived; it waits for an operator. */
    HELD("held", Level.ERROR),
    /** An operator removed it during an attempt. */
    REMOVED("removed", Level.WARN);

    private final String word;
    private final Level level;

    Event(String word, Level level) {
        this.word = word;
        this.level = level;
    }

    /** The first word of the log line. */
    String word() {
        return word;
    }

    Level level() {
        return level;
    }
}
