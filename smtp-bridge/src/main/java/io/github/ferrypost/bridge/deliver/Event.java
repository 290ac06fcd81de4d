package io.github.ferrypost.bridge.deliver;

import org.slf4j.event.Level;

/** What can happen to a mail, as the log calls it; the metrics count by the same words. */
public enum Event {
    /** Microsoft has it, for a recipient. */
    DELIVERED("delivered", Level.INFO),
    /** It is tried again, for a recipient. */
    DEFERRED("deferred", Level.INFO),
    /** It may have arrived at a recipient, and is tried again, or asked after. */
    DOUBT("doubt", Level.WARN),
    /** Microsoft will never take it for a recipient. */
    REFUSED("refused", Level.WARN),
    /** It was tried for a recipient for as long as the settings say. */
    GIVEN_UP("given-up", Level.WARN),

    /** A report to its sender is in the queue. */
    BOUNCED("bounced", Level.WARN),
    /** It was given up, and nobody could be told. */
    DEAD("dead", Level.ERROR),
    /** It may have arrived, cannot be asked after, and is sent again. */
    SENT_AGAIN("doubt", Level.WARN),
    /** It may have arrived, and waits for an operator. */
    HELD("held", Level.ERROR),
    /** An operator removed it while it was tried. */
    REMOVED("removed", Level.WARN);

    private final String word;
    private final Level level;

    Event(String word, Level level) {
        this.word = word;
        this.level = level;
    }

    /** The first word of its line in the log. */
    String word() {
        return word;
    }

    Level level() {
        return level;
    }
}
