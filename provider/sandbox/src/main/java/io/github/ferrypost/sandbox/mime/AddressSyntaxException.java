package io.github.ferrypost.sandbox.mime;

/** An address list is not valid by RFC 5322. */
public final class AddressSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    AddressSyntaxException(String message) {
        super(message);
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
