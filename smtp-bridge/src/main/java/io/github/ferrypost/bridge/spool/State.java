package io.github.ferrypost.bridge.spool;

/** Where an entry stands. A delivered entry has no state: it is gone. */
public enum State {
    /** Waits until it is due. */
    QUEUED,
    /** Lent to a deliverer until its lease ends. */
    CLAIMED,
    /** Waits for an operator to release it. */
    HELD,
    /** Given up, and not even its sender could be told, or need not be: kept for an operator. */
    DEAD,
    /** What lies on the disk is not what was stored: kept for an operator, and never sent. */
    CORRUPT
}
