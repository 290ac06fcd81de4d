package io.github.ferrypost.transport;

/** Host, port, user and password of one connect call, kept in case Angus has to connect later. Immutable. */
final class ConnectArguments {
    final String host;
    final int port;
    final String user;
    final String password;

    ConnectArguments(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }
}
