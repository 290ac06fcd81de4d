package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.http.Json;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Issues access tokens and checks them. Thread-safe. */
public final class Tokens {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Directory directory;
    private final Clock clock;
    private final Duration lifetime;
    private final KeyPair key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    public Tokens(Directory directory, Clock clock, Duration lifetime) {
        this.directory = directory;
        this.clock = clock;
        this.lifetime = lifetime;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
        keyId = random(20);
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    String issue(App app, Resource resource, String audience, boolean byCertificate) {
        return issue(app, resource, audience, byCertificate, lifetime);
    }

    /** A token straight from the issuer, without a request: for tests that need one of a certain lifetime. */
    public String issue(App app, Resource resource, String audience, boolean byCertificate, Duration validFor) {
        long now = clock.instant().getEpochSecond();
        String tenant = directory.tenantId();
        Map<String, Object> claims = Json.of(
                "aud",
                audience,
                "iss",
                "https://sts.windows.net/" + tenant + "/",
                "iat",
                now,
                "nbf",
                now,
                "exp",
                now + validFor.toSeconds(),
                "aio",
                random(60),
                "app_displayname",
                app.name(),
                "appid",
                app.clientId(),
                "appidacr",
                byCertificate ? "2" : "1",
                "idp",
                "https://sts.windows.net/" + tenant + "/",
                "idtyp",
                "app",
                "oid",
                app.objectId(),
                // revocation must find out when a token was issued, more finely than in seconds
                "rh",
                "1.A" + app.generation() + "." + random(30));
        Set<String> roles = resource.of(app.grantedRoles());
        if (!roles.isEmpty()) {
            claims.put("roles", List.copyOf(new TreeSet<>(roles)));
        }
        claims.putAll(Json.of(
                "sub", app.objectId(),
                "tenant_region_scope", "EU",
                "tid", tenant,
                "uti", random(16),
                "ver", "1.0",
                "wids", List.of("0997a1d0-0d1d-4acb-b408-d5ca73121e90"),
                "xms_ftd", random(45),
                "xms_idrel", "7 18",
                "xms_rd", random(90),
                // real tokens are 1.5 to 2.5 kB long, and clients have been seen to break on them
                "xms_tdbr", random(300)));
        Map<String, Object> header = Json.of("typ", "JWT", "nonce", random(32), "alg", "RS256", "kid", keyId);
        return Jwt.encode(header, claims, key.getPrivate());
    }

    /** Checks a token as a resource does: form, signature, time, audience, tenant, revocation. */
    public Bearer check(String token, Resource resource) throws TokenRefusedException {
        Jwt jwt;
        try {
            jwt = Jwt.decode(token);
        } catch (IOException e) {
            throw new TokenRefusedException("CompactToken parsing failed with error code: 80049217");
        }
        if (!jwt.isSignedBy(key.getPublic())) {
            throw new TokenRefusedException("Access token validation failure. Invalid signature.");
        }
        long now = clock.instant().getEpochSecond();
        if (now >= jwt.time("exp", 0) || now < jwt.time("nbf", Long.MAX_VALUE)) {
            throw new TokenRefusedException("Lifetime validation failed, the token is expired.");
        }
        if (!resource.is(jwt.claim("aud"))) {
            throw new TokenRefusedException("Access token validation failure. Invalid audience.");
        }
        if (!directory.tenantId().equals(jwt.claim("tid"))) {
            throw new TokenRefusedException("Access token validation failure. Invalid tenant.");
        }
        App app = directory
                .app(jwt.claim("appid"))
                .orElseThrow(() -> new TokenRefusedException("The identity of the calling application is unknown."));
        if (!jwt.claim("rh").startsWith("1.A" + app.generation() + ".")) {
            throw new TokenRefusedException("Continuous access evaluation resulted in challenge with result: "
                    + "InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp");
        }
        Set<String> roles =
                Json.list(jwt.claims(), "roles").stream().map(Object::toString).collect(Collectors.toSet());
        return new Bearer(app.clientId(), roles);
    }

    /** The public key as a JWK set. */
    Map<String, Object> keys() {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        return Json.of(
                "keys",
                List.of(Json.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "kid",
                        keyId,
                        "x5t",
                        keyId,
                        "n",
                        URL.encodeToString(unsigned(rsa.getModulus().toByteArray())),
                        "e",
                        URL.encodeToString(unsigned(rsa.getPublicExponent().toByteArray())))));
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private String random(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return URL.encodeToString(noise);
    }
}
