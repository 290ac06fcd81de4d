package io.github.ferrypost.token;

import io.github.ferrypost.reply.Status;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of requesting a token: the token, or why there is none. Immutable. */
public final class TokenResult {
    private final @Nullable Token token;
    private final @Nullable Status refusal;

    private TokenResult(@Nullable Token token, @Nullable Status refusal) {
        this.token = token;
        this.refusal = refusal;
    }

    public static TokenResult of(Token token) {
        return new TokenResult(Objects.requireNonNull(token), null);
    }

    /** @param status TRANSIENT if Entra could not be reached, PERMANENT if it refused */
    public static TokenResult refused(Status status) {
        return new TokenResult(null, Objects.requireNonNull(status));
    }

    public boolean isRefused() {
        return token == null;
    }

    /** @throws NoSuchElementException if it was refused */
    public Token token() {
        if (token == null) {
            throw new NoSuchElementException("no token: " + refusal);
        }
        return token;
    }

    /** @throws NoSuchElementException if it was not refused */
    public Status refusal() {
        if (refusal == null) {
            throw new NoSuchElementException("the token was granted");
        }
        return refusal;
    }

    @Override
    public String toString() {
        return String.valueOf(token == null ? refusal : token);
    }
}
