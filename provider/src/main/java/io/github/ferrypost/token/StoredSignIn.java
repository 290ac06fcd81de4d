package io.github.ferrypost.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A user's sign-in as stored in the token file. Immutable. */
final class StoredSignIn {
    /** Microsoft, "Refresh tokens in the Microsoft identity platform": 90 days since the last use. */
    static final Duration UNUSED_LIFETIME = Duration.ofDays(90);

    private final String user;
    private final Instant signedIn;
    private final Instant renewed;
    private final Instant fixedEnd;
    private final String refreshToken;

    /** @param fixedEnd {@code null} if each use extends its life */
    StoredSignIn(String user, Instant signedIn, Instant renewed, Instant fixedEnd, String refreshToken) {
        this.user = Objects.requireNonNull(user);
        this.signedIn = Objects.requireNonNull(signedIn);
        this.renewed = Objects.requireNonNull(renewed);
        this.fixedEnd = fixedEnd;
        this.refreshToken = Objects.requireNonNull(refreshToken);
    }

    /** A new sign-in; {@code expected} is the user name if the response has none. */
    static StoredSignIn of(TokenAnswer answer, String expected, Instant now) {
        return new StoredSignIn(
                answer.user().isEmpty() ? expected : answer.user(),
                now,
                now,
                answer.refreshLifetime().map(now::plus).orElse(null),
                answer.refreshToken());
    }

    /** A copy after use; keeps the old refresh token if Entra returned no new one. */
    StoredSignIn used(TokenAnswer answer, Instant now) {
        return new StoredSignIn(
                user,
                signedIn,
                now,
                answer.refreshLifetime().map(now::plus).orElse(fixedEnd),
                answer.refreshToken().isEmpty() ? refreshToken : answer.refreshToken());
    }

    String user() {
        return user;
    }

    Instant signedIn() {
        return signedIn;
    }

    /** When it was last used. */
    Instant renewed() {
        return renewed;
    }

    Optional<Instant> fixedEnd() {
        return Optional.ofNullable(fixedEnd);
    }

    /** When it expires unless it is used. */
    Instant end() {
        return fixedEnd().orElseGet(() -> renewed.plus(UNUSED_LIFETIME));
    }

    /** The secret itself. */
    String refreshToken() {
        return refreshToken;
    }

    @Override
    public String toString() {
        return "sign-in of " + user + " until " + end();
    }
}
