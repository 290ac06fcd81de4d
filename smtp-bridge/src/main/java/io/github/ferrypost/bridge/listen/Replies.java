package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** The fixed replies of a session. Allocated once, so that they can be sent even when memory is short. */
final class Replies {
    static final Reply OK = Reply.of(250, "2.0.0", "OK");
    static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
    static final Reply CLOSING = Reply.of(421, "4.3.2", "The bridge is being stopped, try again later");
    static final Reply TOO_SLOW = Reply.of(421, "4.4.2", "Waited too long for you, closing the connection");
    static final Reply NO_LOGIN = Reply.of(421, "4.4.2", "You did not log in in time, closing the connection")
            .withRemedy("ferrypost.bridge.login-timeout sets how long a client from another machine may take.");
    static final Reply NO_HTTP = Reply.of(421, "4.7.0", "This is SMTP, not HTTP")
            .withRemedy("The web page has another port: ferrypost.bridge.web.");
    static final Reply NOT_SMTP = Reply.of(421, "4.7.0", "A line has to end in CRLF and be one, closing")
            .withRemedy("The client sent a NUL, or a CR or LF within a line.");
    static final Reply TLS_AT_ONCE = Reply.of(421, "4.7.0", "The client began with TLS, and this port begins with SMTP")
            .withRemedy(
                    "Set the client to STARTTLS, or on this machine to no encryption; \"SSL\", \"SSL/TLS\" and smtps"
                            + " do not work here.");
    static final Reply NO_TLS_AT_ONCE = Reply.of(421, "4.7.0", "The client did not begin with TLS, and this port does")
            .withRemedy("Set the client to \"SSL/TLS\" (smtps), or to the port of a listener with STARTTLS or none.");
    static final Reply TOO_MANY_REFUSALS = Reply.of(421, "4.7.0", "Too many errors, closing the connection");
    static final Reply TOO_MANY_LOGINS = Reply.of(421, "4.7.0", "Too many failed logins, closing");
    static final Reply LOGINS_PAUSED =
            Reply.of(421, "4.7.0", "Too many failed logins from your address, try again in a minute");
    static final Reply TOO_MUCH_TALK = Reply.of(421, "4.7.0", "Too many commands without a mail, closing");
    static final Reply NO_CHUNKS =
            Reply.of(502, "5.5.1", "BDAT was not offered, closing before its octets are taken for commands");
    static final Reply BROKEN = Reply.of(451, "4.3.0", "The bridge has failed at this, see its log");
    static final Reply FAILED = Reply.of(421, "4.3.0", "The bridge has failed at this, see its log, closing");
    static final Reply FULL = Reply.of(421, "4.3.2", "Too many connections, try again later")
            .withRemedy("ferrypost.bridge.max-connections sets how many there may be.");
    static final Reply FULL_FOR_ADDRESS = Reply.of(421, "4.3.2", "Too many connections from your address, try later")
            .withRemedy("ferrypost.bridge.max-connections-per-address sets how many there may be.");
    static final Reply FULL_FOR_LISTENER = Reply.of(421, "4.3.2", "Too many connections here, try again later")
            .withRemedy("The listener's max-connections sets how many there may be.");
    static final Reply TOO_FAST = Reply.of(450, "4.7.1", "Too many messages from you, try again in a minute")
            .withRemedy("The rate of the device or of the listener sets how many messages a minute there may be.");
    static final Reply NO_MEMORY = Reply.of(452, "4.3.1", "Too much mail comes in at the moment, try again later");
    static final Reply NO_ROOM = Reply.of(452, "4.3.1", "The message cannot be stored here, try again later");
    static final Reply UNKNOWN = Reply.of(500, "5.5.2", "Command not known");
    static final Reply TOO_LONG = Reply.of(500, "5.5.2", "The line is too long");
    static final Reply HANDSHAKE = Reply.of(421, "4.7.0", "The TLS handshake failed")
            .withRemedy(
                    "Most often the client does not trust the bridge's certificate: `ferrypost certificate` shows it"
                            + " for the client's list of trusted ones; on this machine ferrypost.bridge.starttls=auto offers none.");
    static final Reply LEFT_AFTER_TLS = Reply.of(421, "4.7.0", "The client left right after the TLS handshake")
            .withRemedy(HANDSHAKE.remedy().orElse(""));
    static final Reply LF_IN_DATA = Reply.of(421, "4.4.2", "The client sent no end of message")
            .withRemedy(
                    "It ends its lines with LF alone. Commands may end so; a message ends only with CRLF, dot, CRLF.");

    private Replies() {}
}
