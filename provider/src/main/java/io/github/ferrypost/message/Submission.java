package io.github.ferrypost.message;

import java.util.Objects;

/**
 * One thing to be sent: an envelope, and a message (RFC 5322) whose bytes can be read again. Immutable
 * but for its notes.
 */
public final class Submission {
    private final Envelope envelope;
    private final Bytes message;
    private final Notes notes;

    /** A submission that ends with this process. */
    public Submission(Envelope envelope, Bytes message) {
        this(envelope, message, Notes.inMemory());
    }

    /** @param notes as durable as the submission */
    public Submission(Envelope envelope, Bytes message, Notes notes) {
        this.envelope = Objects.requireNonNull(envelope);
        this.message = Objects.requireNonNull(message);
        this.notes = Objects.requireNonNull(notes);
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The message with lines that end in CRLF. */
    public Bytes message() {
        return message;
    }

    /** What the roads have to remember about it. */
    public Notes notes() {
        return notes;
    }

    @Override
    public String toString() {
        return message.size() + " bytes from " + envelope;
    }
}
