package io.github.ferrypost.message;

import java.util.Objects;

/** One thing to be sent: an envelope, and a message (RFC 5322) whose bytes can be read again. Immutable. */
public final class Submission {
    private final Envelope envelope;
    private final ByteSource message;
    private final DeliveryNotes notes;
    private final boolean allOrNone;
    private final Dsn dsn;

    public Submission(Envelope envelope, ByteSource message) {
        this(envelope, message, DeliveryNotes.inMemory());
    }

    /** @param notes as durable as the submission */
    public Submission(Envelope envelope, ByteSource message, DeliveryNotes notes) {
        this(envelope, message, notes, false, Dsn.NONE);
    }

    private Submission(Envelope envelope, ByteSource message, DeliveryNotes notes, boolean allOrNone, Dsn dsn) {
        this.envelope = Objects.requireNonNull(envelope);
        this.message = Objects.requireNonNull(message);
        this.notes = Objects.requireNonNull(notes);
        this.allOrNone = allOrNone;
        this.dsn = Objects.requireNonNull(dsn);
    }

    /**
     * The same, to be given up where a recipient is refused before the message has gone out to the others: what Jakarta
     * Mail does unless {@code mail.smtp.sendpartial} is set.
     */
    public Submission allOrNone() {
        return new Submission(envelope, message, notes, true, dsn);
    }

    /** The same with what the sender wishes to be told, for those roads that can pass it on. */
    public Submission with(Dsn wishes) {
        return new Submission(envelope, message, notes, allOrNone, wishes);
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The message with lines that end in CRLF. */
    public ByteSource message() {
        return message;
    }

    /** What the roads have to remember about it. */
    public DeliveryNotes notes() {
        return notes;
    }

    public Dsn dsn() {
        return dsn;
    }

    public boolean isAllOrNone() {
        return allOrNone;
    }

    @Override
    public String toString() {
        return message.size() + " bytes from " + envelope;
    }
}
