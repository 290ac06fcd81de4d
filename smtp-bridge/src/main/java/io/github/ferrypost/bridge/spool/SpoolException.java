package io.github.ferrypost.bridge.spool;

/** The spool could not do it, and nothing was changed; it can be asked again. */
public final class SpoolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    SpoolException(String message, Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    SpoolException(String message) {
        this(message, null, false);
    }

    /** Whether the disk has no room, rather than any other fault. */
    public boolean isFull() {
        return full;
    }
}
