package io.github.ferrypost.reply;

/** The result of an attempt for one recipient. */
public enum Verdict {
    /** Microsoft has accepted the message. */
    ACCEPTED,
    /**
     * The message certainly did not arrive, and a later attempt may succeed. Unknown failures get this verdict, never
     * {@link #PERMANENT}.
     */
    TRANSIENT,
    /** The message certainly did not arrive, and the same attempt would fail again. */
    PERMANENT,
    /** The request was sent but its response was lost: the message may have arrived. */
    IN_DOUBT
}
