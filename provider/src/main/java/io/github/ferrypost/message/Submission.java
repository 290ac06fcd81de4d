package io.github.ferrypost.message;

import java.util.Objects;

/** An envelope plus a message (RFC 5322) whose bytes can be read more than once. Immutable. */
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
     * A copy that is abandoned if any recipient is refused before the message was sent to the others: Jakarta Mail's
     * behaviour unless {@code mail.smtp.sendpartial} is set.
     */
    public Submission allOrNone() {
        return new Submission(envelope, message, notes, true, dsn);
    }

    /** A copy with the sender's DSN requests, for roads that can pass them on. */
    public Submission with(Dsn wishes) {
        return new Submission(envelope, message, notes, allOrNone, wishes);
    }

    /** A copy with another envelope and message, for example rewritten ones. */
    public Submission with(Envelope newEnvelope, ByteSource newMessage) {
        return new Submission(newEnvelope, newMessage, notes, allOrNone, dsn);
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The message. The caller of the constructor ensures that its lines end in CRLF. */
    public ByteSource message() {
        return message;
    }

    /** What the roads must remember about it between attempts. */
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
