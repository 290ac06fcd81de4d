package io.github.ferrypost.bridge.spool;

import java.io.IOException;

/** The data on disk differs from what was stored. The entry is now CORRUPT. */
public final class CorruptEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
