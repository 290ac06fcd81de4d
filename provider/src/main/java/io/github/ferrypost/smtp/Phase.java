package io.github.ferrypost.smtp;

/** The point in the dialog at which a reply was due: the same code has a different meaning at each. */
enum Phase {
    /** The connection, and the server's greeting. */
    GREETING("connecting"),
    /** EHLO and STARTTLS. */
    HELLO("the start of the session"),
    AUTH("the sign-in"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    /** From DATA to the last byte before the final dot. */
    DATA("the message"),
    /** From the complete final dot to its reply: the only phase that can leave a message in doubt. */
    END("the end of the message");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** The phase as words for the middle of a sentence. */
    String words() {
        return words;
    }
}
