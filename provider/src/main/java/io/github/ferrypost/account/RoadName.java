package io.github.ferrypost.account;

import java.util.Locale;

/** The roads to Microsoft 365, as named in the setting {@code ferrypost.roads}. */
public enum RoadName {
    /** Microsoft Graph, over HTTPS. */
    GRAPH,
    /** SMTP AUTH with XOAUTH2. */
    SMTP;

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
