package io.github.ferrypost.bridge.spool;

import java.io.IOException;

/** What lies on the disk is not what was stored. The entry has been set aside as CORRUPT. */
public final class CorruptEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
