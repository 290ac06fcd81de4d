package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The data on disk differs from what was stored. The entry is now CORRUPT. */
public final class CorruptEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptEntryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
