package io.github.ferrypost.smtp;

import java.util.Objects;
import java.util.Optional;

/** What opening a connection came to: the connection, signed in, or why there is none. Immutable. */
final class Opened {
    private final SmtpConnection connection;
    private final Refusal refusal;

    private Opened(SmtpConnection connection, Refusal refusal) {
        this.connection = connection;
        this.refusal = refusal;
    }

    static Opened of(SmtpConnection connection) {
        return new Opened(Objects.requireNonNull(connection), null);
    }

    static Opened refused(Refusal refusal) {
        return new Opened(null, Objects.requireNonNull(refusal));
    }

    Optional<SmtpConnection> connection() {
        return Optional.ofNullable(connection);
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
