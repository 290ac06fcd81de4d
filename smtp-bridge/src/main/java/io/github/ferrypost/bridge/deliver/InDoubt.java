package io.github.ferrypost.bridge.deliver;

/** What is done with a mail that may have arrived and cannot be asked after: the values of {@code ferrypost.in-doubt}. */
public enum InDoubt {
    /** It is sent again, with the same Message-ID. */
    SEND_AGAIN,
    /** It is kept for an operator to decide. */
    HOLD
}
