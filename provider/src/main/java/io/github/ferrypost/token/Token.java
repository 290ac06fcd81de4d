package io.github.ferrypost.token;

import java.time.Instant;
import java.util.Objects;

/** An access token and its expiry. Immutable. {@link #toString()} does not show the token. */
public final class Token {
    private final String value;
    private final Instant expires;

    public Token(String value, Instant expires) {
        this.value = Objects.requireNonNull(value);
        this.expires = Objects.requireNonNull(expires);
    }

    /** The secret, only for an Authorization header. */
    public String value() {
        return value;
    }

    public Instant expires() {
        return expires;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token && value.equals(((Token) other).value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "token until " + expires;
    }
}
