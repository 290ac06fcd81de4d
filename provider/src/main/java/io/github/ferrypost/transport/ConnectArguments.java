package io.github.ferrypost.transport;

import org.jspecify.annotations.Nullable;

/** Host, port, user and password of one connect call, kept in case Angus has to connect later. Immutable. */
final class ConnectArguments {
    final @Nullable String host;
    final int port;
    final @Nullable String user;
    final @Nullable String password;

    ConnectArguments(@Nullable String host, int port, @Nullable String user, @Nullable String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }
}
