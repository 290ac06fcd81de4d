package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.JsonValues;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * An issuer whose tokens an app may present instead of a secret, such as a Kubernetes cluster or a CI service.
 * Thread-safe.
 */
public final class ExternalIssuer {
    private final String url;
    private final Clock clock;
    private final KeyPair keys = Jwt.newKeys();

    ExternalIssuer(String url, Clock clock) {
        this.url = url;
        this.clock = clock;
    }

    public String url() {
        return url;
    }

    /** Issues a token as a cluster projects it into a pod's file. */
    public String token(String subject, String audience, Duration validFor) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = JsonValues.of(
                "iss", url,
                "sub", subject,
                "aud", audience,
                "iat", now,
                "nbf", now,
                "exp", now + validFor.toSeconds(),
                "jti", UUID.randomUUID().toString());
        return Jwt.encode(JsonValues.of("alg", "RS256", "typ", "JWT", "kid", "external-1"), claims, keys.getPrivate());
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }
}
