package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** When a client hears 250: the values of {@code ferrypost.bridge.accept}. */
public enum Accept {
    /** Once Microsoft has accepted the mail, or it is stored because it could not be delivered at once. */
    FIRST_TRY,
    /** Once Microsoft has accepted the mail, and never otherwise. */
    DIRECT,
    /** Once the mail is stored; it is delivered afterwards. */
    QUEUE;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
