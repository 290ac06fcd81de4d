package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** TLS on a listener: the values of {@code ferrypost.bridge.listener.NAME.tls}. */
public enum TlsMode {
    /** Offered, and demanded of clients that are not listed. */
    STARTTLS,
    /** STARTTLS is demanded of every client. */
    REQUIRED,
    /** TLS from the first octet (RFC 8314 section 3.3), the custom of port 465. */
    IMPLICIT,
    /** No TLS. */
    NONE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
