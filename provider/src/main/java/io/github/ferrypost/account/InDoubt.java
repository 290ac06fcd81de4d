package io.github.ferrypost.account;

import java.util.Locale;

/**
 * What to do with a message that may have arrived and whose state cannot be queried: the values of
 * {@code ferrypost.in-doubt}.
 */
public enum InDoubt {
    /** Send again, with the same Message-ID. */
    SEND_AGAIN,
    /** Keep it for an operator to decide. */
    HOLD;

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
