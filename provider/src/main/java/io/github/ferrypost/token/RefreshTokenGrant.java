package io.github.ferrypost.token;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.tokenstore.StoredSignIn;
import io.github.ferrypost.tokenstore.TokenFile;
import io.github.ferrypost.tokenstore.TokenFileException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens from a stored user sign-in: reads the refresh token from the token file, uses it, and stores its successor
 * at once, while a lock keeps other processes from using it. Never prompts a person. Safe for use by many threads.
 */
final class RefreshTokenGrant {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.token");

    /** A policy may change or consent may be granted; an ended sign-in needs a new one. */
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMinutes(15);

    private static final String LOGIN =
            "Run `ferrypost login`, or in a Java program `java -jar ferrypost-provider-all.jar login`, and sign in as ";

    /** A refresh token that Entra has refused. */
    private static final class Refused {
        final String refreshToken;
        final Status status;
        final Instant until;

        Refused(String refreshToken, Status status, Instant until) {
            this.refreshToken = refreshToken;
            this.status = status;
            this.until = until;
        }
    }

    private final String id;
    private final String user;
    private final String scope;
    private final TokenFile file;
    private final OAuthEndpoints entra;
    private final Clock clock;
    private volatile @Nullable Refused refused;

    RefreshTokenGrant(TokenKey registration, TokenFile file, OAuthEndpoints entra, Clock clock) {
        this.id = registration.signInId();
        this.user = ((Credential.Delegated) registration.credential()).user();
        this.scope = registration.scope();
        this.file = file;
        this.entra = entra;
        this.clock = clock;
    }

    TokenResult ask() {
        try {
            return file.inTurn(id, this::renew);
        } catch (TokenFileException e) {
            return TokenResult.refused(e.status());
        }
    }

    private TokenResult renew() throws IOException, TokenFileException {
        Optional<StoredSignIn> kept = file.find(id);
        if (kept.isEmpty()) {
            return TokenResult.refused(AadstsKind.SIGN_IN.status(
                    "No user has signed in for this account yet", "no entry in " + file.path(), LOGIN + user + "."));
        }
        StoredSignIn signIn = kept.get();
        Refused before = refused;
        if (before != null
                && before.refreshToken.equals(signIn.refreshToken())
                && clock.instant().isBefore(before.until)) {
            return TokenResult.refused(before.status);
        }
        TokenAnswer answer = entra.token("refresh_token", "refresh_token", signIn.refreshToken(), "scope", scope);
        if (answer.grant().isRefused()) {
            return TokenResult.refused(remember(signIn, answer));
        }
        refused = null;
        try {
            file.put(id, signIn.used(answer.refreshToken(), answer.refreshLifetime(), clock.instant()));
        } catch (TokenFileException e) {
            // the message need not wait: Entra keeps the old token valid for a while
            LOG.log(Level.ERROR, "Cannot store the renewed sign-in: " + e.getMessage());
        }
        return answer.grant();
    }

    private Status remember(StoredSignIn signIn, TokenAnswer answer) {
        Status status = answer.grant().refusal();
        if (status.verdict() != Verdict.PERMANENT) {
            return status;
        }
        Reply reply = status.reply();
        Status told = status.withReply(
                reply.withRemedy(reply.remedy().map(text -> text + " ").orElse("") + LOGIN + signIn.user() + "."));
        // invalid_grant without a policy behind it (RFC 6749 section 5.2): the token is permanently invalid
        boolean dead = reply.code() == 530;
        refused = new Refused(
                signIn.refreshToken(),
                told,
                dead ? Instant.MAX : clock.instant().plus(BEFORE_ASKING_AGAIN));
        return told;
    }
}
