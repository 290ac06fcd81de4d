package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Noise;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The token response to every grant with a user, and the refresh tokens. Thread-safe. */
final class UserTokens {
    /**
     * Fixed from the sign-in, and not extended by a new token: Microsoft's page "Refresh tokens in the Microsoft
     * identity platform".
     */
    private static final Duration SPA_LIFETIME = Duration.ofHours(24);

    /** The data of a refresh token. */
    private static final class Refresh {
        final SignedIn who;
        final Instant issued;
        final Instant expiry;

        Refresh(SignedIn who, Instant issued, Instant expiry) {
            this.who = who;
            this.issued = issued;
            this.expiry = expiry;
        }
    }

    private final Directory directory;
    private final AccessTokens tokens;
    private final Clock clock;
    private final Duration refreshLifetime;
    private final Map<String, Refresh> refreshTokens = new ConcurrentHashMap<>();

    UserTokens(Directory directory, AccessTokens tokens, Clock clock, Duration refreshLifetime) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
        this.refreshLifetime = refreshLifetime;
    }

    /** The token response. */
    Map<String, Object> answer(UserGrant grant, Form form) throws Refusal {
        SignedIn who = grant.who;
        Scopes scopes = grant.scopes;
        Set<String> granted = scopes.granted(who.app, who.user);
        if (!scopes.missing(who.app, who.user).isEmpty() || (scopes.isDefault() && granted.isEmpty())) {
            throw new Refusal(EntraError.CONSENT_MISSING, who.app.clientId());
        }
        Map<String, Object> answer = JsonValues.of(
                "token_type", "Bearer",
                "scope", scopes.answer(granted),
                "expires_in", tokens.lifetimeSeconds(),
                "ext_expires_in", tokens.lifetimeSeconds(),
                "access_token", tokens.issue(who, scopes.audience(), granted, grant.proof.claim));
        if (scopes.offline()) {
            answer.put("refresh_token", refreshToken(who));
        }
        if (scopes.openId()) {
            answer.put("id_token", tokens.idToken(who, grant.nonce));
        }
        if ("1".equals(form.get("client_info"))) {
            byte[] info = JsonValues.write(JsonValues.of("uid", who.user.id(), "utid", directory.tenantId()));
            answer.put("client_info", Base64.getUrlEncoder().withoutPadding().encodeToString(info));
        }
        return answer;
    }

    private String refreshToken(SignedIn who) {
        Instant now = clock.instant();
        Instant expiry = who.platform == Platform.SPA ? who.since.plus(SPA_LIFETIME) : now.plus(refreshLifetime);
        String token = Noise.marked("1.A", 600);
        refreshTokens.put(token, new Refresh(who, now, expiry));
        return token;
    }

    /**
     * The sign-in of a refresh token. The token stays valid after use, as in Entra; the response contains a new one.
     */
    SignedIn redeem(String token, String clientId) throws Refusal {
        Refresh refresh = refreshTokens.get(token);
        if (refresh == null) {
            throw new Refusal(EntraError.CODE_INVALID, "refresh token");
        }
        SignedIn who = refresh.who;
        if (!who.app.clientId().equalsIgnoreCase(clientId)) {
            throw new Refusal(EntraError.GRANT_FOREIGN, "");
        }
        if (!clock.instant().isBefore(refresh.expiry)) {
            boolean spa = who.platform == Platform.SPA;
            throw new Refusal(
                    spa ? EntraError.REFRESH_EXPIRED_SPA : EntraError.REFRESH_EXPIRED, refresh.issued.toString());
        }
        if (who.isRevoked()) {
            throw new Refusal(EntraError.REVOKED, refresh.issued.toString());
        }
        if (who.user.disabled()) {
            throw new Refusal(EntraError.USER_DISABLED, "");
        }
        People.checkFactors(who.user, who.secondFactor);
        return who;
    }
}
