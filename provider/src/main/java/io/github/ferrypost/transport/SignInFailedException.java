package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Status;
import jakarta.mail.AuthenticationFailedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account cannot sign in to Microsoft 365, and another attempt would fail the same way. The message gives the
 * reason and the remedy.
 */
public class SignInFailedException extends AuthenticationFailedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Status status;

    SignInFailedException(Status status) {
        super(status.reply().toString());
        this.status = status;
    }

    /** Why sign-in failed; empty after serialisation. */
    public Optional<Status> status() {
        return Optional.ofNullable(status);
    }
}
