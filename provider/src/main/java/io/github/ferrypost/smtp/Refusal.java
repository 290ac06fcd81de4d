package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;

/** Why no link came about. Immutable. */
final class Refusal {
    private final Status status;
    private final boolean freshToken;

    private Refusal(Status status, boolean freshToken) {
        this.status = status;
        this.freshToken = freshToken;
    }

    static Refusal of(Status status) {
        return new Refusal(status, false);
    }

    static Refusal said(Said said) {
        return new Refusal(Judge.status(said), said.phase() == Phase.AUTH && Judge.wantsFreshToken(said));
    }

    static Refusal unreachable(String host, int port, IOException failure) {
        boolean unknown = failure instanceof UnknownHostException;
        String text = unknown ? "the name " + host + " is not known to DNS" : "no connection to " + host + ":" + port;
        String remedy = unknown
                ? "Check the network's DNS, and ferrypost.endpoint.smtp if it is set."
                : "Open outgoing TCP port " + port + " in the firewall; many networks close it.";
        return of(Status.later(
                Blame.SESSION,
                Reply.of(451, unknown ? "4.4.3" : "4.4.1", text)
                        .withDetail(reason(failure))
                        .withRemedy(remedy)));
    }

    static Refusal noStartTls(String host) {
        return setUp(
                "5.7.4",
                host + " does not offer STARTTLS, and the token must not travel in clear",
                "Let the firewall stop inspecting SMTP on the way to " + host + ", or check ferrypost.endpoint.smtp.");
    }

    static Refusal noXoauth2(String host) {
        return setUp(
                "5.7.4",
                host + " does not offer AUTH XOAUTH2",
                "Let the firewall stop inspecting SMTP on the way to " + host + ", or check ferrypost.endpoint.smtp.");
    }

    static Refusal noTrust(IOException failure) {
        return setUp("5.7.5", failure.getMessage(), "Check ferrypost.endpoint.trust: a file of PEM certificates.");
    }

    private static Refusal untrusted(String host, Throwable cause) {
        return setUp(
                "5.7.5",
                "the certificate of " + host + " is not trusted: " + cause.getMessage(),
                "If a proxy inspects TLS, exempt " + host + " from it, or name its authority in"
                        + " ferrypost.endpoint.trust.");
    }

    /** The try would fail again until somebody changes the set-up, and so would every other message of the account. */
    private static Refusal setUp(String enhanced, String text, String remedy) {
        return of(Status.never(Blame.ACCOUNT, Reply.of(554, enhanced, text).withRemedy(remedy)));
    }

    /** What the failure of Angus' means, where the server's reply does not tell. */
    static Refusal failed(Phase phase, String host, MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof CertPathBuilderException) {
                return untrusted(host, cause);
            }
        }
        return said(Said.nothing(phase, reason(failure)));
    }

    /** The innermost reason, in a line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    Status status() {
        return status;
    }

    /** Whether the token may be at fault, so that a fresh one is worth a try. */
    boolean wantsFreshToken() {
        return freshToken;
    }

    @Override
    public String toString() {
        return status.toString();
    }
}
