package io.github.ferrypost.transport;

import java.io.IOException;

/** The message exceeds a limit of this process. The text gives the limit and the remedy; nothing was sent. */
final class UnsendableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsendableException(String text) {
        super(text);
    }
}
