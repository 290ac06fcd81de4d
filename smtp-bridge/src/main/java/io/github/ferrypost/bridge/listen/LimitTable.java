package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.learn.Attempts;
import java.util.List;

/** All limits of the listener, for the documentation. Uses the constants that the code uses. */
public final class LimitTable {
    private LimitTable() {}

    public static List<Limit> rows() {
        return List.of(
                // memory and disk
                row(
                        "memory for incoming messages of all clients; further messages go to a file",
                        "memory",
                        "chosen: leaves three quarters for sending and for Java"),
                fixed(
                        "idle connections to Microsoft, for each road; beyond it, the longest idle are closed",
                        "a sixth of the heap at 50 KB each, 16 to 1000",
                        "measured: Java 17's TLS after a message of 100 KB"),
                fixed(
                        "one message in memory; a larger one goes to a file",
                        IncomingMessage.IN_MEMORY / 1024 + " KB",
                        "chosen"),
                fixed(
                        "one envelope in memory; then 452 4.5.3",
                        ServerTransaction.LARGEST_ENVELOPE / 1024 + " KB",
                        "chosen: 1,000 recipients with ordinary addresses and ORCPT take a third"),
                fixed(
                        "all temporary files for incoming messages; then 452 4.3.1",
                        "half of the free disk space, never the queue's reserve",
                        "chosen"),
                fixed(
                        "messages processed at once that have header sections"
                                + " above " + HeaderMemory.SMALL / 1024 + " KB; others wait"
                                + " up to " + HeaderMemory.PATIENCE.toSeconds() + "s, then 452 4.3.1",
                        "as many as fit into `ferrypost.bridge.memory` at 60 times their header",
                        "measured: the most memory that parsing a header takes"),
                // messages
                row("a message; then 552 5.3.4", "max-size", "Exchange Online's largest message"),
                row(
                        "all header fields of a message; then 552 5.3.4",
                        "max-header",
                        "Exchange Server, Set-ReceiveConnector MaxHeaderSize"),
                row("recipients of a message; then 452 4.5.3", "max-recipients", "Exchange Online's recipient limit"),
                fixed(
                        "Received lines of a message; then 554 5.4.6",
                        String.valueOf(DataCommand.MOST_HOPS),
                        "RFC 5321 section 6.3"),
                row(
                        "time to receive one message; then 421",
                        "data-timeout",
                        "RFC 5321 section 4.5.3.2: 10 minutes for its end"),
                // lines
                fixed(
                        "a command line; then 500",
                        ClientChannel.LONGEST_COMMAND + " octets",
                        "Postfix line_length_limit"),
                fixed("a line of AUTH; then 500", ClientChannel.LONGEST_LINE + " octets", "RFC 4954 section 4"),
                fixed("a line that does not end; then 421", "1 MB", "chosen"),
                fixed("ENVID", Parameters.LONGEST_ENVID + " characters", "RFC 3461 section 4.4"),
                fixed("ORCPT", Parameters.LONGEST_ORCPT + " characters", "RFC 3461 section 4.2"),
                fixed("AUTH= in MAIL", Parameters.LONGEST_AUTH + " characters", "RFC 4954 section 4"),
                fixed("a local part", "the line", "RFC 5321 section 4.5.3.1: 64 is the least to accept"),
                fixed("a domain; then 553", "255 octets", "RFC 5321 section 4.5.3.1.2"),
                fixed("a user name; then 501", AuthCommand.LONGEST_USER + " octets", "RFC 4616 section 2"),
                // connections
                row("connections; then 421 4.3.2", "max-connections", "chosen"),
                row(
                        "connections from one remote machine; then 421 4.3.2",
                        "max-connections-per-address",
                        "Postfix smtpd_client_connection_count_limit"),
                row("connections reserved for this machine", "reserved-connections", "chosen"),
                fixed(
                        "connections to one listener; then 421 4.3.2",
                        "none, or `ferrypost.bridge.listener.NAME.max-connections`",
                        "chosen"),
                fixed(
                        "messages per minute from one address at a listener, or of one device; then 450 4.7.1",
                        "none, or `rate` of the listener or device",
                        "chosen"),
                fixed("clients whose rate is remembered", String.valueOf(MessageRates.CLIENTS), "chosen"),
                fixed(
                        "attempts of unknown devices kept by all listeners in learn mode",
                        String.valueOf(Attempts.MOST),
                        "chosen"),
                fixed("a name in such an attempt", Attempts.LONGEST + " characters", "chosen"),
                row("silence; then 421 4.4.2", "idle", "RFC 5321 section 4.5.3.2.7"),
                row(
                        "time from connect to login for a remote machine; then 421 4.4.2",
                        "login-timeout",
                        "as OpenSSH's LoginGraceTime, but shorter"),
                row(
                        "refused commands of a connection; then 421 4.7.0",
                        "max-refusals",
                        "Postfix smtpd_hard_error_limit"),
                fixed("commands without a message; then 421 4.7.0", String.valueOf(SmtpSession.IDLE_TALK), "chosen"),
                // logins
                fixed(
                        "failed logins of a connection; then 421 4.7.0",
                        String.valueOf(ListenerLimits.FAILED_LOGINS),
                        "RFC 4954 section 4 asks for a limit"),
                row(
                        "delay of an address's first refused login; doubled for each further one",
                        "login-delay",
                        "Exchange's AuthTarpitInterval has 5 s, Dovecot 2 s"),
                fixed("the longest such delay", LoginDelays.LONGEST.toSeconds() + "s", "Dovecot's auth penalty"),
                fixed(
                        "delayed refused logins of an address; then 421 4.7.0 without checking the password",
                        LoginDelays.PATIENCE.toSeconds() + "s",
                        "chosen"),
                fixed(
                        "an address without a failure is forgotten after",
                        LoginDelays.FORGOTTEN.toMinutes() + "m",
                        "chosen"),
                fixed("addresses whose failures are remembered", String.valueOf(LoginDelays.ADDRESSES), "chosen"));
    }

    /** @param key after {@code ferrypost.bridge.} */
    private static Limit row(String what, String key, String source) {
        return new Limit(what, "ferrypost.bridge." + key, source);
    }

    private static Limit fixed(String what, String value, String source) {
        return new Limit(what, value, source);
    }
}
