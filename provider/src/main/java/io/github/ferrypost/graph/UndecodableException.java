package io.github.ferrypost.graph;

import java.io.IOException;

/** The content of a part does not match the transfer encoding in its header. */
final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String encoding, IOException cause) {
        super("not " + encoding, cause);
    }
}
