package io.github.ferrypost.bridge.alert;

import java.util.Locale;

/** What a message says of an incident. */
enum AlertEvent {
    START,
    /** It lasts, or there is more of it. */
    STILL,
    END,
    /** It started and ended before it could be reported. */
    PAST,
    /** Several incidents in one message. */
    SUMMARY,
    /** Nothing has happened: an operator checks that alerts arrive. */
    TEST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isEnd() {
        return this == END || this == PAST;
    }
}
