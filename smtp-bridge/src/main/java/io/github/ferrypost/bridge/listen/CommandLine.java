package io.github.ferrypost.bridge.listen;

/** The result of reading a command line. */
record CommandLine(Kind kind, String text) {
    enum Kind {
        TEXT,
        /** Longer than {@link ClientChannel#LONGEST_LINE}; the channel read it to its end and discarded it. */
        TOO_LONG,
        /** Contains a bare CR, LF or NUL: an attempt to exploit servers that disagree about line ends. */
        BROKEN,
        /** The start of a TLS handshake instead of SMTP. */
        TLS,
        /** The client has disconnected. */
        END
    }

    static final CommandLine TOO_LONG = new CommandLine(Kind.TOO_LONG, "");
    static final CommandLine BROKEN = new CommandLine(Kind.BROKEN, "");
    static final CommandLine TLS = new CommandLine(Kind.TLS, "");
    static final CommandLine END = new CommandLine(Kind.END, "");
}
