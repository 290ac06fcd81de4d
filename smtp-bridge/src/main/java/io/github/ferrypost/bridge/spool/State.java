package io.github.ferrypost.bridge.spool;

/** The state of an entry. A delivered entry has none: it is deleted. */
public enum State {
    /** Waits until it is due. */
    QUEUED,
    /** Leased for an attempt until its lease ends. */
    CLAIMED,
    /** Waits for an operator to release it. */
    HELD,
    /** Given up, and its sender could not be notified or need not be; kept for an operator. */
    DEAD,
    /** The data on disk differs from what was stored; never sent, kept for an operator. */
    CORRUPT
}
