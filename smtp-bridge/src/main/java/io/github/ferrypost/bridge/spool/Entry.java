package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One message of the queue as it stood when it was read, without its bytes.
 *
 * @param account the name of the account that sends it
 * @param sender the envelope's sender; empty for the null reverse path
 * @param recipients in the order of the envelope
 * @param arrivedAt when the client handed it in
 * @param due when it is to be tried; of a claimed entry, when the lease ends
 * @param tries how many tries have begun
 * @param size of the message, in bytes
 * @param inDoubt whether a try may have delivered it: its answer was lost, or its claim ended without a settlement
 * @param doubts how many attempts ended so that nobody could find out whether they delivered it
 * @param faults how many attempts in a row ended in a fault of the bridge itself, or with the end of its process
 * @param forced whether an operator asked for the next attempt, which pauses do not stop
 * @param dsn the parameters of RFC 3461 as the client gave them
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

    /** Sender and those recipients that are still to be delivered; empty when none is. */
    public Optional<Envelope> open() {
        List<String> open = recipients.stream()
                .filter(Recipient::isOpen)
                .map(Recipient::address)
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(Envelope.of(sender, open));
    }

    /** The recipients that were refused and of which the sender does not know yet. */
    public List<Recipient> unreported() {
        return recipients.stream()
                .filter(recipient -> recipient.isRefused() && !recipient.reported())
                .toList();
    }

    /** The status of the latest try: the first that is not accepted, or the first of all; empty before the first try. */
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
