package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.exchange.Deliveries;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The checks of Exchange before it accepts a message for transport. Thread-safe. */
final class SubmissionChecks {
    private final Limits limits;
    private final Deliveries deliveries;

    SubmissionChecks(Limits limits, Deliveries deliveries) {
        this.limits = limits;
        this.deliveries = deliveries;
    }

    /**
     * Delivers the message.
     *
     * @throws GraphError if a check fails
     */
    void submit(Message message, Mailbox mailbox, String road, List<Attachment> files, String requestId, String client)
            throws GraphError {
        checkQuota(mailbox);
        Set<String> recipients = once(message.allRecipients());
        if (recipients.isEmpty()) {
            throw GraphError.noRecipients();
        }
        if (recipients.size() > limits.recipients()) {
            throw new GraphError(
                    400, "ErrorExceededMaxRecipientLimit", "The message exceeds the maximum number of recipients.");
        }
        String from = message.from().isEmpty() ? mailbox.address() : message.from();
        if (!mailbox.maySendAs(from)) {
            throw new GraphError(
                    403,
                    "ErrorSendAsDenied",
                    "The user account which was used to submit this request does not have the right to send mail on"
                            + " behalf of the specified sending account., Cannot submit message.");
        }
        deliveries.add(Delivered.by(road)
                .mailbox(mailbox.address())
                .from(from)
                .to(recipients)
                .bytes(message.submitted(), message.delivered())
                .attachments(files)
                .request(requestId, client));
    }

    /** Checks the quota, because a submission needs space for a draft. */
    static void checkQuota(Mailbox mailbox) throws GraphError {
        if (mailbox.full()) {
            throw new GraphError(507, "ErrorQuotaExceeded", "Mailbox has exceeded maximum mailbox size.");
        }
    }

    /** Removes duplicate recipients, ignoring case. */
    private static Set<String> once(List<String> addresses) {
        Map<String, String> seen = new LinkedHashMap<>();
        addresses.forEach(address -> seen.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
        return new LinkedHashSet<>(seen.values());
    }
}
