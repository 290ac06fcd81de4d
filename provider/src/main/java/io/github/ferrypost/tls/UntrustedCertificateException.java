package io.github.ferrypost.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's certificate is not trusted. The message names its subject, its issuer and the cause, because "PKIX path
 * building failed" does not reveal an intercepting proxy or a wrong clock.
 */
public final class UntrustedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    /** Types of alternative names (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** The root of Microsoft's servers since 2026 (Microsoft 365 message center MC1224565). */
    private static final String RECENT_ROOT = "DigiCert Global Root G2";

    UntrustedCertificateException(X509Certificate[] chain, CertificateException cause) {
        super(describe(chain, cause, Clock.systemUTC().instant()), cause);
    }

    static String describe(X509Certificate[] chain, CertificateException cause, Instant now) {
        return "the certificate for " + chain[0].getSubjectX500Principal().getName() + ", issued by "
                + chain[0].getIssuerX500Principal().getName() + ", " + reason(chain, cause, now);
    }

    private static String reason(X509Certificate[] chain, CertificateException cause, Instant now) {
        String said = said(cause);
        if (said.contains("No name matching") || said.contains("No subject alternative")) {
            return "is for other names: " + names(chain[0]);
        }
        if (isOutOfDate(chain[0], now)) {
            return dates(chain[0], now);
        }
        if (isUnknownAuthority(cause)) {
            String top = chain[chain.length - 1].getIssuerX500Principal().getName();
            return top.contains(RECENT_ROOT)
                    ? "depends on the authority " + RECENT_ROOT
                            + ", which this Java does not know: old builds of Java 8 and 11 lack it; install"
                            + " a current build"
                    : "depends on the authority " + top + ", which this Java does not trust";
        }
        for (X509Certificate each : chain) {
            if (isOutOfDate(each, now)) {
                return "depends on that of " + each.getSubjectX500Principal().getName() + ", which " + dates(each, now);
            }
        }
        return "was not accepted: " + said;
    }

    /** Whether the certificate does not chain to a known authority. */
    static boolean isUnknownAuthority(CertificateException failure) {
        String said = said(failure);
        return said.contains("path building failed") || said.contains("unable to find valid certification path");
    }

    private static boolean isOutOfDate(X509Certificate certificate, Instant now) {
        return now.isAfter(certificate.getNotAfter().toInstant())
                || now.isBefore(certificate.getNotBefore().toInstant());
    }

    private static String dates(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        String which = now.isAfter(end)
                ? "expired on " + end
                : "is not valid before " + certificate.getNotBefore().toInstant();
        return which + " (this machine's clock says " + now.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** All messages of the cause chain, outermost first. */
    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            String message = String.valueOf(cause.getMessage());
            if (said.indexOf(message) < 0) {
                said.append(said.length() == 0 ? "" : "; ").append(message);
            }
        }
        return said.toString();
    }

    private static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                for (List<?> name : certificate.getSubjectAlternativeNames()) {
                    int type = (Integer) name.get(0);
                    if (type == DNS_NAME || type == IP_ADDRESS) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return "they cannot be read";
        }
        return names.isEmpty() ? "it has none" : String.join(", ", names.subList(0, Math.min(10, names.size())));
    }
}
