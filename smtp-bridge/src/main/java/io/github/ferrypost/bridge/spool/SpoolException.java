package io.github.ferrypost.bridge.spool;

import org.jspecify.annotations.Nullable;

/** A spool operation failed and changed nothing; it can be retried. */
public final class SpoolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    SpoolException(String message, @Nullable Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    SpoolException(String message) {
        this(message, null, false);
    }

    /** Whether the disk is full, rather than any other error. */
    public boolean isFull() {
        return full;
    }
}
