package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** The fixed replies of a session. Allocated once, so that they can be sent even when memory is short. */
final class Replies {
    static final Reply OK = Reply.of(250, "2.0.0", "OK");
    static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
    static final Reply CLOSING = Reply.of(421, "4.3.2", "The bridge is shutting down, try again later");
    static final Reply REMOVED = Reply.of(421, "4.3.2", "This listener has been closed");
    static final Reply TOO_SLOW = Reply.of(421, "4.4.2", "Timeout waiting for the client, closing the connection");
    static final Reply NO_LOGIN = Reply.of(421, "4.4.2", "Login timeout, closing the connection")
            .withRemedy("ferrypost.bridge.login-timeout sets how long a client from another machine may take"
                    + " to log in.");
    static final Reply NO_HTTP = Reply.of(421, "4.7.0", "This is SMTP, not HTTP")
            .withRemedy("The web page uses another port: see ferrypost.bridge.web.");
    static final Reply NOT_SMTP = Reply.of(421, "4.7.0", "Bare CR, LF or NUL in a command line, closing the connection")
            .withRemedy("The client sent a NUL, or a CR or LF within a line.");
    static final Reply TLS_AT_ONCE = Reply.of(
                    421, "4.7.0", "The client started TLS at once, but this port starts with plain SMTP")
            .withRemedy("Set the client to STARTTLS, or to no encryption if it runs on this machine; \"SSL\","
                    + " \"SSL/TLS\" and smtps do not work here.");
    static final Reply NO_TLS_AT_ONCE = Reply.of(
                    421, "4.7.0", "The client started with plain SMTP, but this port starts with TLS")
            .withRemedy("Set the client to \"SSL/TLS\" (smtps), or to the port of a listener with STARTTLS or none.");
    static final Reply TOO_MANY_REFUSALS = Reply.of(421, "4.7.0", "Too many errors, closing the connection");
    static final Reply TOO_MANY_LOGINS = Reply.of(421, "4.7.0", "Too many failed logins, closing the connection");
    static final Reply LOGINS_PAUSED =
            Reply.of(421, "4.7.0", "Too many failed logins from your address, try again in a minute");
    static final Reply TOO_MUCH_TALK =
            Reply.of(421, "4.7.0", "Too many commands without a message, closing the connection");
    static final Reply NO_CHUNKS = Reply.of(502, "5.5.1", "BDAT is not supported, closing the connection");
    static final Reply BROKEN = Reply.of(451, "4.3.0", "Internal error, see the bridge's log");
    static final Reply FAILED = Reply.of(421, "4.3.0", "Internal error, see the bridge's log; closing the connection");
    static final Reply FULL = Reply.of(421, "4.3.2", "Too many connections, try again later")
            .withRemedy("ferrypost.bridge.max-connections sets the limit.");
    static final Reply FULL_FOR_ADDRESS = Reply.of(
                    421, "4.3.2", "Too many connections from your address, try again later")
            .withRemedy("ferrypost.bridge.max-connections-per-address sets the limit.");
    static final Reply FULL_FOR_LISTENER = Reply.of(421, "4.3.2", "Too many connections here, try again later")
            .withRemedy("The listener's max-connections sets the limit.");
    static final Reply TOO_FAST = Reply.of(450, "4.7.1", "Too many messages from this client, try again in a minute")
            .withRemedy("The rate of the device or of the listener sets the limit.");
    static final Reply NO_MEMORY = Reply.of(452, "4.3.1", "Too many messages are arriving, try again later");
    static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The bridge cannot store the message, try again later");
    static final Reply NO_TLS = Reply.of(502, "5.5.1", "TLS is not offered")
            .withRemedy("Disable STARTTLS in the client, or set ferrypost.bridge.starttls=on and let"
                    + " the client trust the certificate that `ferrypost certificate` prints.");
    static final Reply NOT_VERIFIED =
            Reply.of(252, "2.5.2", "Cannot verify the user, but will accept the message and attempt delivery");
    static final Reply HELP =
            Reply.of(214, "2.0.0", "Ferrypost sends messages through Microsoft 365; see its documentation");
    static final Reply UNKNOWN = Reply.of(500, "5.5.2", "Unknown command");
    static final Reply TOO_LONG = Reply.of(500, "5.5.2", "The line is too long");
    static final Reply HANDSHAKE = Reply.of(421, "4.7.0", "The TLS handshake failed")
            .withRemedy("Usually the client does not trust the bridge's certificate: add what `ferrypost"
                    + " certificate` prints to the client's trusted certificates. On this machine,"
                    + " ferrypost.bridge.starttls=auto offers no STARTTLS.");
    static final Reply LEFT_AFTER_TLS = Reply.of(421, "4.7.0", "The client disconnected right after the TLS handshake")
            .withRemedy(HANDSHAKE.remedy().orElse(""));
    static final Reply LF_IN_DATA = Reply.of(421, "4.4.2", "The client did not end the message")
            .withRemedy("The client ends lines with a bare LF. The bridge accepts that in commands, but a message"
                    + " ends only with CRLF, dot, CRLF.");

    private Replies() {}
}
