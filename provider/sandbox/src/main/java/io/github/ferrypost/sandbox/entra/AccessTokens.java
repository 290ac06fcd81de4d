package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.security.KeyPair;
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
import org.jspecify.annotations.Nullable;

/** Issues and verifies access tokens. Thread-safe. */
public final class AccessTokens {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Directory directory;
    private final Clock clock;
    private final Duration lifetime;
    private final KeyPair key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    public AccessTokens(Directory directory, Clock clock, Duration lifetime) {
        this.directory = directory;
        this.clock = clock;
        this.lifetime = lifetime;
        key = Jwt.newKeys();
        keyId = random(20);
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    String issue(App app, Resource resource, String audience, boolean byCertificate) {
        return issue(app, resource, audience, byCertificate, lifetime);
    }

    /** Issues a token without a request, for tests that need a certain lifetime. */
    public String issue(App app, Resource resource, String audience, boolean byCertificate, Duration validFor) {
        Map<String, Object> claims = common(app, audience, validFor, "1.A" + app.generation());
        claims.putAll(JsonValues.of(
                "appidacr",
                byCertificate ? "2" : "1",
                "idtyp",
                "app",
                "oid",
                app.objectId(),
                "sub",
                app.objectId(),
                "wids",
                List.of("0997a1d0-0d1d-4acb-b408-d5ca73121e90")));
        Set<String> roles = resource.of(app.grantedRoles());
        if (!roles.isEmpty()) {
            claims.put("roles", List.copyOf(new TreeSet<>(roles)));
        }
        return sign(claims);
    }

    /** Issues a user's token without a request, with the delegated permissions that the app has consent for. */
    public String issue(App app, User user, Resource resource, String audience, Duration validFor) {
        Set<String> scopes = new TreeSet<>(app.grantedScopes(user));
        scopes.retainAll(resource.scopes());
        return issue(SignedIn.person(app, user, Platform.PUBLIC, clock.instant()), audience, scopes, "0", validFor);
    }

    String issue(SignedIn who, String audience, Set<String> scopes, String proof) {
        return issue(who, audience, scopes, proof, lifetime);
    }

    private String issue(SignedIn who, String audience, Set<String> scopes, String proof, Duration validFor) {
        Map<String, Object> claims = common(who.app, audience, validFor, "1.A" + who.app.generation());
        claims.putAll(JsonValues.of(
                "acct",
                0,
                "acr",
                "1",
                "amr",
                who.secondFactor && who.user.mfa() ? List.of("pwd", "mfa") : List.of("pwd"),
                "appidacr",
                proof,
                "idtyp",
                "user",
                "ipaddr",
                "127.0.0.1",
                "name",
                who.user.name(),
                "oid",
                who.user.id(),
                "scp",
                String.join(" ", scopes),
                "sub",
                random(24),
                "unique_name",
                who.user.name(),
                "upn",
                who.user.name()));
        return sign(claims);
    }

    /** An ID token (OpenID Connect Core section 2). */
    String idToken(SignedIn who, @Nullable String nonce) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = JsonValues.of(
                "aud", who.app.clientId(),
                "iss", "https://login.microsoftonline.com/" + directory.tenantId() + "/v2.0",
                "iat", now,
                "nbf", now,
                "exp", now + lifetime.toSeconds(),
                "name", who.user.name(),
                "oid", who.user.id(),
                "preferred_username", who.user.name(),
                "sub", random(24),
                "tid", directory.tenantId(),
                "uti", random(16),
                "ver", "2.0");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return Jwt.encode(JsonValues.of("typ", "JWT", "alg", "RS256", "kid", keyId), claims, key.getPrivate());
    }

    private Map<String, Object> common(App app, String audience, Duration validFor, String revocation) {
        long now = clock.instant().getEpochSecond();
        String tenant = directory.tenantId();
        return JsonValues.of(
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
                "idp",
                "https://sts.windows.net/" + tenant + "/",
                // for revocation, which needs the time of issue with more precision than seconds
                "rh",
                revocation + "." + random(30),
                "tenant_region_scope",
                "EU",
                "tid",
                tenant,
                "uti",
                random(16),
                "ver",
                "1.0",
                "xms_ftd",
                random(45),
                "xms_idrel",
                "7 18",
                "xms_rd",
                random(90),
                // real tokens have 1.5 to 2.5 kB, and some clients fail on that size
                "xms_tdbr",
                random(300));
    }

    private String sign(Map<String, Object> claims) {
        Map<String, Object> header = JsonValues.of("typ", "JWT", "nonce", random(32), "alg", "RS256", "kid", keyId);
        return Jwt.encode(header, claims, key.getPrivate());
    }

    /** Verifies a token as a resource does: syntax, signature, time, audience, tenant, revocation. */
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
        Set<String> roles = JsonValues.list(jwt.claims(), "roles").stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        if (!jwt.claims().containsKey("scp")) {
            return new Bearer(app.clientId(), roles, null, Set.of());
        }
        User user = directory
                .user(jwt.claim("oid"))
                .orElseThrow(() -> new TokenRefusedException("The identity of the calling user is unknown."));
        return new Bearer(app.clientId(), roles, user, Set.of(jwt.claim("scp").split(" ", -1)));
    }

    /** The public key as a JWK set. */
    Map<String, Object> keys() {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        return JsonValues.of(
                "keys",
                List.of(JsonValues.of(
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
