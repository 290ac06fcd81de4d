package io.github.ferrypost.tokenstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user's sign-in as stored in the token file. Immutable. */
public final class StoredSignIn {
    /** Microsoft, "Refresh tokens in the Microsoft identity platform": 90 days since the last use. */
    static final Duration UNUSED_LIFETIME = Duration.ofDays(90);

    private final String user;
    private final Instant signedIn;
    private final Instant renewed;
    private final @Nullable Instant fixedEnd;
    private final String refreshToken;

    /** @param fixedEnd {@code null} if each use extends its life */
    StoredSignIn(String user, Instant signedIn, Instant renewed, @Nullable Instant fixedEnd, String refreshToken) {
        this.user = Objects.requireNonNull(user);
        this.signedIn = Objects.requireNonNull(signedIn);
        this.renewed = Objects.requireNonNull(renewed);
        this.fixedEnd = fixedEnd;
        this.refreshToken = Objects.requireNonNull(refreshToken);
    }

    /** A new sign-in. */
    public static StoredSignIn of(String user, String refreshToken, Optional<Duration> lifetime, Instant now) {
        return new StoredSignIn(user, now, now, lifetime.map(now::plus).orElse(null), refreshToken);
    }

    /**
     * A copy after use.
     *
     * @param newToken the new refresh token; empty if Entra returned none, then the old one stays
     * @param lifetime how long the new one lasts regardless of use, if Entra says so
     */
    public StoredSignIn used(String newToken, Optional<Duration> lifetime, Instant now) {
        return new StoredSignIn(
                user,
                signedIn,
                now,
                lifetime.map(now::plus).orElse(fixedEnd),
                newToken.isEmpty() ? refreshToken : newToken);
    }

    public String user() {
        return user;
    }

    public Instant signedIn() {
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
    public String refreshToken() {
        return refreshToken;
    }

    @Override
    public String toString() {
        return "sign-in of " + user + " until " + end();
    }
}
