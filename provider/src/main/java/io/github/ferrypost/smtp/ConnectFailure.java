package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.tls.TlsFailure;
import io.github.ferrypost.util.ProcessErrors;
import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be opened. Immutable. */
final class ConnectFailure {
    private final Status status;
    private final @Nullable SmtpReply said;

    private ConnectFailure(Status status, @Nullable SmtpReply said) {
        this.status = status;
        this.said = said;
    }

    static ConnectFailure of(Status status) {
        return new ConnectFailure(status, null);
    }

    /** @param account the account that signs in */
    static ConnectFailure said(SmtpReply said, Account account) {
        return new ConnectFailure(
                ReplyClassifier.status(said, Xoauth2.user(account).isPresent()), said);
    }

    static ConnectFailure unreachable(String host, int port, IOException failure) {
        boolean unknown = failure instanceof UnknownHostException;
        String text = unknown ? "the name " + host + " is not known to DNS" : "cannot connect to " + host + ":" + port;
        String remedy = unknown
                ? "Check the network's DNS, and ferrypost.endpoint.smtp if it is set."
                : "Open outgoing TCP port " + port + " in the firewall; many networks close it.";
        return of(Status.later(
                FailureScope.SESSION,
                Reply.of(451, unknown ? "4.4.3" : "4.4.1", text)
                        .withDetail(reason(failure))
                        .withRemedy(remedy)));
    }

    static ConnectFailure noStartTls(String host) {
        return insecure(
                "4.7.4",
                host + " does not offer STARTTLS, and Ferrypost never sends a token unencrypted",
                "Turn off SMTP inspection in the firewall for " + host + ", or check ferrypost.endpoint.smtp.");
    }

    static ConnectFailure noXoauth2(String host) {
        return insecure(
                "4.7.4",
                host + " does not offer AUTH XOAUTH2",
                "Turn off SMTP inspection in the firewall for " + host + ", or check ferrypost.endpoint.smtp.");
    }

    static ConnectFailure tls(String host, IOException failure) {
        TlsFailure meaning = TlsFailure.of(failure, host);
        ConnectFailure refusal = insecure(meaning.isUntrusted() ? "4.7.5" : "4.7.4", meaning.text(), meaning.remedy());
        return of(refusal.status.withReply(refusal.status.reply().withDetail(reason(failure))));
    }

    /**
     * Transient, because an attacker on the path, a firewall or an expired certificate can cause it: RFC 3207 section
     * 4.1, RFC 8461 section 5; Postfix also defers such mail.
     */
    private static ConnectFailure insecure(String enhanced, String text, String remedy) {
        return of(
                Status.later(FailureScope.SESSION, Reply.of(454, enhanced, text).withRemedy(remedy)));
    }

    /** An error in our own settings; only a change of the settings fixes it. */
    static ConnectFailure noTrust(IOException failure) {
        return of(Status.never(
                FailureScope.ACCOUNT,
                Reply.of(554, "5.7.5", String.valueOf(failure.getMessage()))
                        .withRemedy("Check ferrypost.endpoint.trust: a file of PEM certificates.")));
    }

    /**
     * The innermost cause, in one line.
     *
     * @throws Error if the failure is one of this process
     */
    static String reason(Throwable failure) {
        ProcessErrors.rethrow(failure);
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    Status status() {
        return status;
    }

    /** Whether the token may be the cause, so that an attempt with a fresh one makes sense. */
    boolean wantsFreshToken() {
        return said != null && said.phase() == Phase.AUTH && ReplyClassifier.wantsFreshToken(said);
    }

    /** Whether Exchange does not take the token for the name that signs in: 535 5.7.3. */
    boolean isOfLoginName() {
        return said != null
                && said.phase() == Phase.AUTH
                && said.code() == 535
                && status.reply().enhanced().toString().equals("5.7.3");
    }

    /** Whether the server reports too many connections of this mailbox. */
    boolean isTooManyConnections() {
        return said != null && ReplyClassifier.isTooManyConnections(said);
    }

    /** Whether the server closed the session before the sign-in, possibly because of the number of connections. */
    boolean isClosedAtOnce() {
        return said != null && said.code() == 421 && said.phase().compareTo(Phase.AUTH) < 0;
    }

    @Override
    public String toString() {
        return status.toString();
    }
}
