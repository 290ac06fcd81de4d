package io.github.ferrypost.reply;

/**
 * Whose fault a failure is, and so how far it reaches: a bad recipient says nothing of the next message, an expired
 * secret says that every message of the account will fail.
 */
public enum Blame {
    /** Nothing failed. */
    NOBODY,
    /** One connection or request: the network, a server that is busy. */
    SESSION,
    /** The sending mailbox: over its limits, switched off, full. */
    MAILBOX,
    /** The app registration: its credential, its consent, its tenant. */
    ACCOUNT,
    /** This message: too large, malformed, sent as somebody the account may not send as. */
    MESSAGE,
    /** One address. */
    RECIPIENT
}
