package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * A message did not go out, or not to everybody. It is Angus' own exception with the address lists and the chain of
 * {@code SMTPAddressFailedException}s that Angus gives. Where the sender is refused, a {@code SMTPSenderFailedException} is
 * in the chain; where the account cannot sign in, a {@link SignInFailedException} is.
 */
public class SubmissionFailedException extends SMTPSendFailedException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    SubmissionFailedException(
            String command, int code, String text, Exception next, AddressLists lists, Outcome outcome) {
        super(command, code, text, next, lists.sent(), lists.unsent(), lists.invalid());
        this.outcome = outcome;
    }

    /** The verdict and reply for each recipient; nothing after the exception was serialised. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /**
     * Whether some of the valid unsent addresses may have got the message all the same: the request went out and its
     * answer was lost. To send again may send twice.
     */
    public boolean mayHaveBeenSent() {
        return outcome != null && !outcome.recipients(Verdict.IN_DOUBT).isEmpty();
    }
}
