package io.github.ferrypost.account;

import java.util.Locale;

/** The roads to Microsoft 365, by their names in the setting {@code ferrypost.roads}. */
public enum RoadName {
    /** Microsoft Graph, over HTTPS. */
    GRAPH,
    /** SMTP AUTH with XOAUTH2. */
    SMTP;

    /** The name as it stands in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
