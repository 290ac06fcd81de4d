package io.github.ferrypost.account;

import java.util.Locale;

/**
 * What is done with a message whose header names others than its envelope, since Graph delivers by the header: the values
 * of {@code ferrypost.envelope}.
 */
public enum EnvelopePolicy {
    /** By SMTP where the account has that road; else the header is edited. */
    SMTP_ROAD,
    /** The header is edited so that nobody outside the envelope gets the message. */
    EDIT_HEADERS,
    /** It is not sent by Graph. */
    REFUSE;

    /** The name as it stands in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
