package io.github.ferrypost.sandbox.entra;

/** A resource rejects a token; the message is Graph's text and never contains the token. */
public final class TokenRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    TokenRefusedException(String message) {
        super(message);
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
