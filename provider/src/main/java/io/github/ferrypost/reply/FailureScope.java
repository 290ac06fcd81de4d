package io.github.ferrypost.reply;

/**
 * Whose fault a failure is, and so how far it reaches: a bad recipient says nothing of the next message, an expired
 * secret says that every message of the account will fail.
 */
public enum FailureScope {
    /** Nothing failed. */
    NOBODY,
    /** One connection or request: the network, a server that is busy. */
    SESSION,
    /** The sending mailbox: over its limits, switched off, full. */
    MAILBOX,
    /** The app registration: its credential, its consent. */
    ACCOUNT,
    /** The whole tenant: over its limits, or blocked. */
    TENANT,
    /** This message: too large, malformed, sent as somebody the account may not send as. */
    MESSAGE,
    /** One address. */
    RECIPIENT;

    /** Whether the next message of the same mailbox fails too, until a person acts or time passes. */
    public boolean outlastsMessage() {
        return this == MAILBOX || this == ACCOUNT || this == TENANT;
    }
}
