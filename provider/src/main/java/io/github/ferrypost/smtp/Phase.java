package io.github.ferrypost.smtp;

/** Where in the dialog a reply was due: the same code means another thing at each of them. */
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
    /** From the final dot, sent whole, to its reply: the only place where doubt exists. */
    END("the end of the message");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** The phase in the middle of a sentence. */
    String words() {
        return words;
    }
}
