package io.github.ferrypost.account;

import java.util.Locale;

/**
 * What to do with a message whose header names recipients outside its envelope, since Graph delivers by the header:
 * the values of {@code ferrypost.envelope}.
 */
public enum EnvelopePolicy {
    /** Send by SMTP if the account has that road; otherwise edit the header. */
    SMTP_ROAD,
    /** Edit the header so that no one outside the envelope gets the message. */
    EDIT_HEADERS,
    /** Do not send by Graph. */
    REFUSE;

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
