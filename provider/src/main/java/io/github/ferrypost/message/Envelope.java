package io.github.ferrypost.message;

import java.util.List;
import java.util.Objects;

/**
 * Sender and recipients, as given by {@code MAIL FROM} and {@code RCPT TO} (RFC 5321 section 2.3.1). It alone defines
 * the recipients, whatever the header says. Immutable.
 */
public final class Envelope {
    private final String sender;
    private final List<String> recipients;

    private Envelope(String sender, List<String> recipients) {
        this.sender = Objects.requireNonNull(sender);
        this.recipients = List.copyOf(recipients);
        if (this.recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope needs at least one recipient");
        }
    }

    /**
     * @param sender the address without angle brackets; empty for the null reverse path of a bounce
     * @param recipients at least one address without angle brackets, duplicates allowed
     */
    public static Envelope of(String sender, List<String> recipients) {
        return new Envelope(sender, recipients);
    }

    public String sender() {
        return sender;
    }

    public List<String> recipients() {
        return recipients;
    }

    /** A copy for some of the recipients, for example those still to be attempted. */
    public Envelope to(List<String> fewer) {
        return new Envelope(sender, fewer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope
                && sender.equals(((Envelope) other).sender)
                && recipients.equals(((Envelope) other).recipients);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sender, recipients);
    }

    @Override
    public String toString() {
        return "<" + sender + "> to " + recipients;
    }
}
