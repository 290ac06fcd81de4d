package io.github.ferrypost.graph;

import java.io.IOException;

/** The content of a part is not in the transfer encoding that its header names. */
final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String encoding, IOException cause) {
        super("not " + encoding, cause);
    }
}
