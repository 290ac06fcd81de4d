package io.github.ferrypost.tls;

import java.security.cert.CertificateException;
import java.util.regex.Pattern;

/** Interprets the failure of a TLS handshake. Immutable. */
public final class TlsFailure {
    /**
     * JSSE's message if the server's newest version is older than ours: from its own check, or from the server's
     * alert.
     */
    private static final Pattern OLD_PROTOCOL =
            Pattern.compile("selected protocol version|protocol_version|[Nn]o appropriate protocol");

    private final boolean untrusted;
    private final String text;
    private final String remedy;

    private TlsFailure(boolean untrusted, String text, String remedy) {
        this.untrusted = untrusted;
        this.text = text;
        this.remedy = remedy;
    }

    /** @param host the server's name as in the settings */
    public static TlsFailure of(Throwable failure, String host) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return untrusted(cause, host);
            }
            innermost = cause;
        }
        String said = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        if (OLD_PROTOCOL.matcher(said).find()) {
            return new TlsFailure(
                    false,
                    host + " offers neither TLS 1.2 nor 1.3: " + said,
                    "Enable TLS 1.2 on the server, or on the proxy that answers for it.");
        }
        return new TlsFailure(
                false,
                "TLS with " + host + " failed: " + said,
                "Turn off TLS inspection in the firewall for " + host + ".");
    }

    private static TlsFailure untrusted(Throwable cause, String host) {
        return new TlsFailure(
                true,
                "the certificate of " + host + " is not trusted: " + cause.getMessage(),
                "If a proxy inspects TLS, exempt " + host + " from it, or set ferrypost.endpoint.trust to a"
                        + " PEM file with its authority.");
    }

    /** Whether the server's certificate caused the failure. */
    public boolean isUntrusted() {
        return untrusted;
    }

    /** One public line. */
    public String text() {
        return text;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
