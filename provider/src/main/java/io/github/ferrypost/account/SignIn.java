package io.github.ferrypost.account;

import java.util.Locale;

/** How an account authenticates to Entra. */
public enum SignIn {
    /** The app itself, with a client secret. */
    SECRET,
    /** The app itself, with a certificate. */
    CERTIFICATE,
    /** The app itself, with a token of another identity provider (workload identity federation). */
    FEDERATED,
    /** The Azure machine that runs the program. */
    MANAGED_IDENTITY,
    /** A user, once, with a code on any device; then by refresh tokens. */
    DEVICE_CODE,
    /** A user, once, in this machine's browser; then by refresh tokens. */
    BROWSER,
    /** A user, with a stored password. Microsoft has deprecated it, and it fails if a second factor is required. */
    PASSWORD;

    /** Whether a user signs in, and not the app itself. */
    public boolean isOfUser() {
        return this == DEVICE_CODE || this == BROWSER || this == PASSWORD;
    }

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
