package io.github.ferrypost.account;

import java.util.Locale;

/** The ways in which an account convinces Entra. */
public enum SignIn {
    /** The app for itself, with a client secret. */
    SECRET,
    /** The app for itself, with a certificate. */
    CERTIFICATE,
    /** The app for itself, with a token of another identity provider (workload identity federation). */
    FEDERATED,
    /** The machine in Azure that the program runs on. */
    MANAGED_IDENTITY,
    /** A user, once, with a code on any device; then by refresh tokens. */
    DEVICE_CODE,
    /** A user, once, in this machine's browser; then by refresh tokens. */
    BROWSER,
    /** A user, with a stored password. Microsoft calls it deprecated, and it ends where a second factor is asked for. */
    PASSWORD;

    /** The name as it stands in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
