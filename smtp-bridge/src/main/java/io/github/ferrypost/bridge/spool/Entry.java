package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A queued message as it was when read, without its bytes. Immutable.
 *
 * @param account the name of the account that sends it
 * @param sender the envelope sender; empty for the null reverse path
 * @param recipients in envelope order
 * @param arrivedAt when the client submitted it
 * @param due when to attempt it; for a claimed entry, when the lease ends
 * @param tries how many attempts have started
 * @param size of the message, in bytes
 * @param inDoubt whether an attempt may have delivered it: its answer was lost, or its claim ended without a settlement
 * @param doubts how many attempts may have delivered it without any way to check
 * @param faults how many attempts in a row ended in a bug of the bridge, or with the end of its process
 * @param forced whether an operator requested the next attempt, which ignores pauses
 * @param dsn the client's DSN parameters (RFC 3461)
 * @param reason why it is HELD, DEAD or CORRUPT; else empty
 */
public record Entry(
        EntryId id,
        State state,
        String account,
        String sender,
        List<Recipient> recipients,
        Instant arrivedAt,
        Instant due,
        int tries,
        SubmittingClient client,
        long size,
        boolean inDoubt,
        int doubts,
        int faults,
        boolean forced,
        Map<String, String> dsn,
        String reason) {

    public Entry {
        recipients = List.copyOf(recipients);
        dsn = Map.copyOf(dsn);
    }

    /** The sender and the recipients still to be delivered; empty if there are none. */
    public Optional<Envelope> open() {
        List<String> open = recipients.stream()
                .filter(Recipient::isOpen)
                .map(Recipient::address)
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(Envelope.of(sender, open));
    }

    /** The refused recipients that have not been reported to the sender. */
    public List<Recipient> unreported() {
        return recipients.stream()
                .filter(recipient -> recipient.isRefused() && !recipient.reported())
                .toList();
    }

    /**
     * The status of the latest attempt: the first that is not accepted, or the first of all; empty before the first
     * attempt.
     */
    public Optional<Status> last() {
        List<Status> known = recipients.stream()
                .flatMap(r -> r.last().stream())
                .filter(Objects::nonNull)
                .toList();
        return known.stream()
                .filter(status -> !status.isAccepted())
                .findFirst()
                .or(() -> known.stream().findFirst());
    }
}
