package io.github.ferrypost.sandbox.entra;

/** A token that a resource does not take; the message is Graph's text for it and never contains the token. */
public final class TokenRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    TokenRefusedException(String message) {
        super(message);
    }
}
