package io.github.ferrypost.account;

import java.util.Locale;

/** What is done with a message that may have arrived and cannot be asked after: the values of {@code ferrypost.in-doubt}. */
public enum InDoubt {
    /** It is sent again, with the same Message-ID. */
    SEND_AGAIN,
    /** It is kept for an operator to decide. */
    HOLD;

    /** The name as it stands in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
