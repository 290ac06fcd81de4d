package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A submission whose header names exactly its recipients, ready to send from an account. Immutable. */
final class AddressedMessage {
    /** Status of a recipient that no header field can name. */
    static final Status UNWRITABLE = Status.never(
            FailureScope.RECIPIENT,
            Reply.of(553, "5.1.3", "The address is not of the form name@domain")
                    .withRemedy("Write the address in full, as name@domain."));

    private final Submission submission;
    private final Account account;
    private final Addressing addressing;
    private final ByteSource message;

    AddressedMessage(Submission submission, Account account, Addressing addressing) {
        this.submission = submission;
        this.account = account;
        this.addressing = addressing;
        this.message = addressing.applyTo(submission.message());
    }

    Submission submission() {
        return submission;
    }

    Account account() {
        return account;
    }

    /** All recipients of the envelope. */
    List<String> recipients() {
        return submission.envelope().recipients();
    }

    /** The message with the edited header. */
    ByteSource message() {
        return message;
    }

    /** Whether a header field can name none of the recipients. */
    boolean isForNobody() {
        return addressing.unwritable().containsAll(recipients());
    }

    /** The outcome for the envelope's recipients; those no header can name keep their own status. */
    Outcome outcome(String road, Status status, String trace) {
        Map<String, Status> byRecipient = new LinkedHashMap<>();
        for (String recipient : recipients()) {
            byRecipient.put(recipient, addressing.unwritable().contains(recipient) ? UNWRITABLE : status);
        }
        return Outcome.of(byRecipient, road, trace);
    }
}
