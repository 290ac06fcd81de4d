package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;

/** The reply to EHLO: the extensions that this client is offered now (RFC 5321 section 4.1.1.1). Stateless. */
final class EhloReply {
    private EhloReply() {}

    static String of(SessionContext around, ClientIdentity client) {
        StringBuilder lines = new StringBuilder("250-" + around.name() + "\r\n")
                .append("250-SIZE ")
                .append(around.limits().message().size())
                .append("\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n");
        if (around.dsn()) {
            lines.append("250-DSN\r\n");
        }
        if (around.tls().isPresent() && around.tls().get().isOfferedTo(client)) {
            lines.append("250-STARTTLS\r\n");
        }
        if (around.admission().offersLogin(client) && client.login().isEmpty()) {
            lines.append("250-AUTH ").append(AuthCommand.MECHANISMS).append("\r\n");
        }
        return lines.append("250 ENHANCEDSTATUSCODES\r\n").toString();
    }
}
