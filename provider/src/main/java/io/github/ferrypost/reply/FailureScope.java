package io.github.ferrypost.reply;

/**
 * What a failure affects: a bad recipient says nothing about the next message, while an expired secret makes every
 * message of the account fail.
 */
public enum FailureScope {
    /** Nothing failed. */
    NOBODY,
    /** One connection or request: the network failed, or a server is busy. */
    SESSION,
    /** The sending mailbox: over its limits, disabled, or full. */
    MAILBOX,
    /** The app registration: its credential or its consent. */
    ACCOUNT,
    /** The whole tenant: over its limits, or blocked. */
    TENANT,
    /** This message: too large, malformed, or from a sender the account may not send as. */
    MESSAGE,
    /** One address. */
    RECIPIENT;

    /** Whether the next message of the same mailbox also fails, until a person acts or time passes. */
    public boolean outlastsMessage() {
        return this == MAILBOX || this == ACCOUNT || this == TENANT;
    }
}
