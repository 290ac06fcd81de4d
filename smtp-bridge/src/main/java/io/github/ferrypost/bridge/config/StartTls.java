package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** Who is offered STARTTLS: the values of {@code ferrypost.bridge.starttls}. */
public enum StartTls {
    /** Other machines always; this one only where a certificate is configured. */
    AUTO,
    /** Every client. */
    ON,
    /** No client. */
    OFF;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
