package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A message was not sent, or not to every recipient. This is Angus' exception with the address lists and the chain of
 * {@code SMTPAddressFailedException}s that Angus gives. If the sender was refused, the chain contains an
 * {@code SMTPSenderFailedException}; if the account cannot sign in, a {@link SignInFailedException}.
 */
public class SubmissionFailedException extends SMTPSendFailedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Outcome outcome;

    SubmissionFailedException(
            String command, int code, String text, @Nullable Exception next, AddressLists lists, Outcome outcome) {
        super(command, code, text, next, lists.sent(), lists.unsent(), lists.invalid());
        this.outcome = outcome;
    }

    /** The verdict and reply for each recipient; empty after serialisation. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /**
     * Whether some of the valid unsent addresses may have received the message: the request was sent but its response
     * was lost. Sending again may deliver it twice.
     */
    public boolean mayHaveBeenSent() {
        return outcome != null && !outcome.recipients(Verdict.IN_DOUBT).isEmpty();
    }
}
