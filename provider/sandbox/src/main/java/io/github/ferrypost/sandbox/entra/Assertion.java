package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.FederatedCredential;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Verifies a client assertion (RFC 7523 section 3), signed with the app's certificate or by an issuer that the app
 * trusts.
 */
final class Assertion {
    private Assertion() {}

    static void check(String assertion, App app, String tenant, ExternalIssuers issuers, Instant now) throws Refusal {
        Jwt jwt;
        try {
            jwt = Jwt.decode(assertion);
        } catch (IOException e) {
            throw new Refusal(EntraError.ASSERTION_SYNTAX, "");
        }
        // an assertion with a certificate names the certificate; a federated one names its issuer
        boolean byCertificate =
                !jwt.header("x5t#S256").isEmpty() || !jwt.header("x5t").isEmpty();
        if (byCertificate) {
            checkCertificate(jwt, app, tenant, now);
        } else {
            checkFederated(jwt, app, issuers);
        }
        // Entra allows five minutes of clock skew
        long skew = 300;
        boolean early = jwt.time("nbf", 0) > now.getEpochSecond() + skew;
        boolean late = jwt.time("exp", 0) < now.getEpochSecond() - skew;
        if (early || late) {
            throw new Refusal(EntraError.ASSERTION_TIME, now.toString());
        }
    }

    private static void checkFederated(Jwt jwt, App app, ExternalIssuers issuers) throws Refusal {
        String issuer = jwt.claim("iss");
        List<FederatedCredential> trusted = app.federatedCredentials().stream()
                .filter(credential -> credential.issuer().equals(issuer))
                .collect(Collectors.toList());
        if (trusted.isEmpty()) {
            throw new Refusal(EntraError.FEDERATED_ISSUER, issuer);
        }
        trusted.removeIf(credential -> !credential.subject().equals(jwt.claim("sub")));
        if (trusted.isEmpty()) {
            throw new Refusal(EntraError.FEDERATED_SUBJECT, jwt.claim("sub"));
        }
        trusted.removeIf(credential -> !credential.audience().equals(jwt.claim("aud")));
        if (trusted.isEmpty()) {
            throw new Refusal(EntraError.FEDERATED_AUDIENCE, jwt.claim("aud"));
        }
        boolean signed = issuers.find(issuer)
                .map(known -> jwt.isSignedBy(known.publicKey()))
                .orElse(false);
        if (!signed) {
            throw new Refusal(EntraError.ASSERTION_SIGNATURE, app.clientId());
        }
    }

    private static void checkCertificate(Jwt jwt, App app, String tenant, Instant now) throws Refusal {
        X509Certificate certificate = certificate(jwt, app);
        if (!jwt.isSignedBy(certificate.getPublicKey())) {
            throw new Refusal(EntraError.ASSERTION_SIGNATURE, app.clientId());
        }
        boolean expired = now.isAfter(certificate.getNotAfter().toInstant());
        if (expired || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new Refusal(EntraError.CERTIFICATE_EXPIRED, app.clientId());
        }
        if (!jwt.claim("iss").equals(app.clientId()) || !jwt.claim("sub").equals(app.clientId())) {
            throw new Refusal(EntraError.ASSERTION_ISSUER, "");
        }
        if (!isAudience(jwt.claim("aud"), tenant)) {
            throw new Refusal(EntraError.ASSERTION_AUDIENCE, "");
        }
    }

    private static X509Certificate certificate(Jwt jwt, App app) throws Refusal {
        try {
            for (X509Certificate certificate : app.certificates()) {
                if (thumbprint(certificate, "SHA-256").equals(base64Url(jwt.header("x5t#S256")))
                        || thumbprint(certificate, "SHA-1").equals(base64Url(jwt.header("x5t")))) {
                    return certificate;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was parsed has bytes to digest", e);
        }
        throw new Refusal(EntraError.ASSERTION_KEY, app.clientId());
    }

    /** RFC 7515 requires base64url; MSAL4J writes plain base64, and Entra accepts it. */
    private static String base64Url(String header) {
        return header.replace('+', '-').replace('/', '_').replace("=", "");
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /**
     * Accepts the token endpoint or the tenant's issuer under any host: clients sign for the real one and are
     * redirected here.
     */
    private static boolean isAudience(String audience, String tenant) {
        try {
            String path = URI.create(audience).getPath();
            return path != null && path.matches("/" + tenant + "(/|/v2\\.0|/oauth2/v2\\.0/token)?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
