package io.github.ferrypost.transport;

import java.io.IOException;

/** A limit of this process stands against a message. The text says which, and the remedy; nothing was sent. */
final class UnsendableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsendableException(String text) {
        super(text);
    }
}
