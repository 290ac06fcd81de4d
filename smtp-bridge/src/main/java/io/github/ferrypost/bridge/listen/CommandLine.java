package io.github.ferrypost.bridge.listen;

/** What came in place of a command line. */
record CommandLine(Kind kind, String text) {
    enum Kind {
        TEXT,
        /** Longer than {@link ClientChannel#LONGEST_LINE}; it was read to its end and forgotten. */
        TOO_LONG,
        /** With a CR or LF within it, or a NUL: an attempt to find out where another server sees a line end. */
        BROKEN,
        /** Not SMTP but the beginning of a TLS handshake. */
        TLS,
        /** The client is gone. */
        END
    }

    static final CommandLine TOO_LONG = new CommandLine(Kind.TOO_LONG, "");
    static final CommandLine BROKEN = new CommandLine(Kind.BROKEN, "");
    static final CommandLine TLS = new CommandLine(Kind.TLS, "");
    static final CommandLine END = new CommandLine(Kind.END, "");
}
