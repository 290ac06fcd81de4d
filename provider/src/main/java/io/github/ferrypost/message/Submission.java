package io.github.ferrypost.message;

import java.util.Objects;

/** One thing to be sent: an envelope, and a message (RFC 5322) whose bytes can be read again. Immutable. */
public final class Submission {
    private final Envelope envelope;
    private final Bytes message;
    private final Notes notes;
    private final boolean allOrNone;

    public Submission(Envelope envelope, Bytes message) {
        this(envelope, message, Notes.inMemory());
    }

    /** @param notes as durable as the submission */
    public Submission(Envelope envelope, Bytes message, Notes notes) {
        this(envelope, message, notes, false);
    }

    private Submission(Envelope envelope, Bytes message, Notes notes, boolean allOrNone) {
        this.envelope = Objects.requireNonNull(envelope);
        this.message = Objects.requireNonNull(message);
        this.notes = Objects.requireNonNull(notes);
        this.allOrNone = allOrNone;
    }

    /**
     * The same, to be given up where a recipient is refused before the message has gone out to the others: what Jakarta
     * Mail does unless {@code mail.smtp.sendpartial} is set.
     */
    public Submission allOrNone() {
        return new Submission(envelope, message, notes, true);
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

    public boolean isAllOrNone() {
        return allOrNone;
    }

    @Override
    public String toString() {
        return message.size() + " bytes from " + envelope;
    }
}
