package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** Which clients are offered STARTTLS: the values of {@code ferrypost.bridge.starttls}. */
public enum StartTls {
    /** Always clients on other machines; clients on this machine only if a certificate is configured. */
    AUTO,
    /** Every client. */
    ON,
    /** No client. */
    OFF;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
