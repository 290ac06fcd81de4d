package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Status;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.util.Optional;

/**
 * The account cannot sign in to Microsoft 365 now, and a later try may succeed: the network, a busy service. Its next
 * exception is a {@link ConnectException}, since that is what programs look for before they connect again.
 */
public class SignInDelayedException extends MessagingException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    SignInDelayedException(Status status) {
        super(
                status.reply() + " " + TransportResult.SEND_LATER,
                new ConnectException(status.reply().toString()));
        this.status = status;
    }

    /** What stands in the way; nothing after the exception was serialised. */
    public Optional<Status> status() {
        return Optional.ofNullable(status);
    }
}
