package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Status;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account cannot sign in to Microsoft 365 now, but a later attempt may succeed: the network failed or the service
 * is busy. Its next exception is a {@link ConnectException}, which programs look for before they reconnect.
 */
public class SignInDelayedException extends MessagingException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Status status;

    SignInDelayedException(Status status) {
        super(
                status.reply() + " " + TransportResult.SEND_LATER,
                new ConnectException(status.reply().toString()));
        this.status = status;
    }

    /** Why sign-in failed; empty after serialisation. */
    public Optional<Status> status() {
        return Optional.ofNullable(status);
    }
}
