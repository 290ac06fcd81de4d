package io.github.ferrypost.message;

import java.util.Objects;

/** One thing to be sent: an envelope, and a message (RFC 5322) whose bytes can be read again. Immutable. */
public final class Submission {
    private final Envelope envelope;
    private final Bytes message;

    public Submission(Envelope envelope, Bytes message) {
        this.envelope = Objects.requireNonNull(envelope);
        this.message = Objects.requireNonNull(message);
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The message with lines that end in CRLF. */
    public Bytes message() {
        return message;
    }

    @Override
    public String toString() {
        return message.size() + " bytes from " + envelope;
    }
}
