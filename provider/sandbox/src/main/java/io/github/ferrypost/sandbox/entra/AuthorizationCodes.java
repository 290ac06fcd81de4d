package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Noise;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The authorization code grant with PKCE (RFC 6749 section 4.1, RFC 7636). Thread-safe. */
final class AuthorizationCodes {
    /** Microsoft's page "OAuth 2.0 authorization code flow": codes are valid for about ten minutes. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final class Code {
        final SignedIn who;
        final Scopes scopes;
        final Form request;
        final Instant expiry;
        final AtomicBoolean redeemed = new AtomicBoolean();

        Code(SignedIn who, Scopes scopes, Form request, Instant expiry) {
            this.who = who;
            this.scopes = scopes;
            this.request = request;
            this.expiry = expiry;
        }
    }

    private final ClientAuthentication clients;
    private final Clock clock;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    AuthorizationCodes(ClientAuthentication clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Issues a code for a response of the authorize endpoint. */
    String issue(SignedIn who, Scopes scopes, Form request) {
        String code = Noise.marked("1.C", 400);
        codes.put(code, new Code(who, scopes, request, clock.instant().plus(LIFETIME)));
        return code;
    }

    /** Redeems a code; {@code origin} is the request's Origin header, which only browsers send. */
    UserGrant redeem(Form form, String origin) throws Refusal {
        App app = clients.app(form);
        Code code = codes.get(form.need("code"));
        if (code == null) {
            throw new Refusal(EntraError.CODE_INVALID, "code");
        }
        if (code.who.app != app) {
            throw new Refusal(EntraError.GRANT_FOREIGN, "");
        }
        String redirect = form.need("redirect_uri");
        if (!redirect.equals(code.request.get("redirect_uri"))) {
            throw new Refusal(EntraError.REDIRECT_CHANGED, redirect);
        }
        Platform platform = code.who.platform;
        ClientAuthentication.Proof proof = proof(app, platform, form, origin, clients);
        checkVerifier(code.request, form.get("code_verifier"));
        if (!clock.instant().isBefore(code.expiry)) {
            throw new Refusal(EntraError.CODE_EXPIRED, "");
        }
        if (!code.redeemed.compareAndSet(false, true)) {
            throw new Refusal(EntraError.CODE_REDEEMED, "");
        }
        String scope = form.get("scope");
        Scopes scopes = scope == null ? code.scopes : Scopes.parse(scope);
        return new UserGrant(code.who, scopes, proof, code.request.get("nonce"));
    }

    /** A single-page app sends an Origin and has no secret; a web server has a secret and sends no Origin. */
    static ClientAuthentication.Proof proof(
            App app, Platform platform, Form form, String origin, ClientAuthentication clients) throws Refusal {
        if (platform == Platform.SPA && origin == null) {
            throw new Refusal(EntraError.SPA_WITHOUT_ORIGIN, "");
        }
        if (platform != Platform.SPA && origin != null) {
            throw new Refusal(EntraError.NOT_SPA, origin);
        }
        return clients.prove(app, form, platform != Platform.WEB);
    }

    private static void checkVerifier(Form request, @Nullable String verifier) throws Refusal {
        String challenge = request.get("code_challenge");
        if (challenge == null) {
            return;
        }
        boolean plain = !"S256".equals(request.get("code_challenge_method"));
        if (verifier == null || !challenge.equals(plain ? verifier : sha256(verifier))) {
            throw new Refusal(EntraError.PKCE_MISMATCH, "");
        }
    }

    private static String sha256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
