package io.github.ferrypost.token;

import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A response of Entra's token endpoint (RFC 6749 sections 5.1 and 5.2): tokens, or an error. Immutable. */
final class TokenAnswer {
    private final TokenResult grant;
    private final String error;
    private final String refreshToken;
    private final @Nullable Duration refreshLifetime;
    private final String user;

    private TokenAnswer(
            TokenResult grant, String error, String refreshToken, @Nullable Duration refreshLifetime, String user) {
        this.grant = grant;
        this.error = error;
        this.refreshToken = refreshToken;
        this.refreshLifetime = refreshLifetime;
        this.user = user;
    }

    static TokenAnswer refused(Status status) {
        return new TokenAnswer(TokenResult.refused(status), "", "", null, "");
    }

    /** @param host for messages, if the response is not Entra's */
    static TokenAnswer of(Answer answer, String host, Instant now) {
        Map<String, Object> json = Json.read(answer.text());
        String access = Json.text(json, "access_token");
        Optional<Duration> lifetime = seconds(json, "expires_in");
        if (answer.status() != 200 || access.isEmpty() || lifetime.isEmpty()) {
            TokenResult refusal = TokenResult.refused(EntraRefusal.of(answer, host, now));
            return new TokenAnswer(refusal, Json.text(json, "error"), "", null, "");
        }
        Map<String, Object> who = Json.claims(Json.text(json, "id_token"));
        String user = Json.text(who, "preferred_username");
        return new TokenAnswer(
                TokenResult.of(new Token(access, now.plus(lifetime.get()))),
                "",
                Json.text(json, "refresh_token"),
                // present for single-page applications, whose sign-ins end after 24 hours in any case
                seconds(json, "refresh_token_expires_in").orElse(null),
                user.isEmpty() ? Json.text(who, "upn") : user);
    }

    private static Optional<Duration> seconds(Map<String, Object> json, String field) {
        try {
            return Optional.of(Duration.ofSeconds((long) Double.parseDouble(Json.text(json, field))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    TokenResult grant() {
        return grant;
    }

    /** The OAuth error; empty if there is none. */
    String error() {
        return error;
    }

    /** Empty if there is none. */
    String refreshToken() {
        return refreshToken;
    }

    /** How long the sign-in lasts regardless of use, if Entra says so. */
    Optional<Duration> refreshLifetime() {
        return Optional.ofNullable(refreshLifetime);
    }

    /** The user who signed in; empty if unknown. */
    String user() {
        return user;
    }

    @Override
    public String toString() {
        return grant.toString();
    }
}
