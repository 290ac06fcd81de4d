package io.github.ferrypost.reply;

/** What a try to send came to, for one recipient. */
public enum Verdict {
    /** Microsoft has taken the message over. */
    ACCEPTED,
    /** It certainly did not arrive, and a later try may succeed. Whatever is unknown is this, never {@link #NEVER}. */
    LATER,
    /** It certainly did not arrive, and the same try would fail again. */
    NEVER,
    /** The request went out and its answer was lost: it may have arrived. */
    IN_DOUBT
}
