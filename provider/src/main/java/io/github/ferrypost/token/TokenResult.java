package io.github.ferrypost.token;

import io.github.ferrypost.reply.Status;
import java.util.NoSuchElementException;
import java.util.Objects;

/** The result of requesting a token: the token, or why there is none. Immutable. */
public final class TokenResult {
    private final Token token;
    private final Status refusal;

    private TokenResult(Token token, Status refusal) {
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
        return token == null ? refusal.toString() : token.toString();
    }
}
