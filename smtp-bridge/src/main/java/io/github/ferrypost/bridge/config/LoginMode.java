package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** Logins on a listener: the values of {@code ferrypost.bridge.listener.NAME.login}. */
public enum LoginMode {
    /** Every client has to log in. */
    REQUIRED,
    /** Offered, and demanded of clients that are not listed. */
    OPTIONAL,
    /** Not offered. */
    NONE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
