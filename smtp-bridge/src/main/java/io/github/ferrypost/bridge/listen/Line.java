package io.github.ferrypost.bridge.listen;

/** What came in place of a command line. */
record Line(Kind kind, String text) {
    enum Kind {
        TEXT,
        /** Longer than {@link Wire#LONGEST_LINE}; it was read to its end and forgotten. */
        TOO_LONG,
        /** With a CR or LF within it, or a NUL: an attempt to find out where another server sees a line end. */
        BROKEN,
        /** Not SMTP but the beginning of a TLS handshake. */
        TLS,
        /** The client is gone. */
        END
    }

    static final Line TOO_LONG = new Line(Kind.TOO_LONG, "");
    static final Line BROKEN = new Line(Kind.BROKEN, "");
    static final Line TLS = new Line(Kind.TLS, "");
    static final Line END = new Line(Kind.END, "");
}
