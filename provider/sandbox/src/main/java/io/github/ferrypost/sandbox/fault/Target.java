package io.github.ferrypost.sandbox.fault;

/** The point in a conversation at which an ordered failure applies. */
public enum Target {
    /** The token endpoint. */
    TOKEN,
    /** Instance discovery, OpenID configuration, keys, and realm discovery for a user. */
    DISCOVERY,
    /** The start of a device code sign-in. */
    DEVICE_CODE,
    /** The page on which a user signs in with a browser. */
    AUTHORIZE,
    /** The token endpoint of a managed identity. */
    MANAGED_IDENTITY,
    /** Graph's sendMail. */
    GRAPH_SEND,
    /** Creating, changing or deleting a draft, and small attachments. */
    GRAPH_DRAFT,
    /** Sending a draft. */
    GRAPH_DRAFT_SEND,
    /** Reading: one message, a filtered list, a user. */
    GRAPH_LOOKUP,
    /** Upload sessions and their chunks. */
    GRAPH_UPLOAD,
    /** Any of the Graph targets; a fault ordered for the specific target takes precedence. */
    GRAPH_ANY,
    /** Before the banner, which it replaces. */
    SMTP_CONNECT,
    /** EHLO and HELO. */
    SMTP_EHLO,
    /** The TLS handshake, after the reply to STARTTLS. */
    SMTP_TLS,
    /** AUTH, once the whole response has been read. */
    SMTP_AUTH,
    /** MAIL FROM. */
    SMTP_MAIL,
    /** Each RCPT TO. */
    SMTP_RCPT,
    /** The DATA command, or the first BDAT. */
    SMTP_DATA,
    /** The end of the content: the final dot, or BDAT LAST. */
    SMTP_FINAL_DOT;

    boolean strikesAt(Target point) {
        return this == point || (this == GRAPH_ANY && point.name().startsWith("GRAPH_"));
    }
}
