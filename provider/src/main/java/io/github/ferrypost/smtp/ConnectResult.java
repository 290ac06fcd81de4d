package io.github.ferrypost.smtp;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of opening a connection: the signed-in connection, or why there is none. Immutable. */
final class ConnectResult {
    private final @Nullable SmtpConnection connection;
    private final @Nullable ConnectFailure refusal;

    private ConnectResult(@Nullable SmtpConnection connection, @Nullable ConnectFailure refusal) {
        this.connection = connection;
        this.refusal = refusal;
    }

    static ConnectResult of(SmtpConnection connection) {
        return new ConnectResult(Objects.requireNonNull(connection), null);
    }

    static ConnectResult refused(ConnectFailure refusal) {
        return new ConnectResult(null, Objects.requireNonNull(refusal));
    }

    Optional<SmtpConnection> connection() {
        return Optional.ofNullable(connection);
    }

    Optional<ConnectFailure> refusal() {
        return Optional.ofNullable(refusal);
    }
}
