package io.github.ferrypost.sandbox.mime;

/** An address list that RFC 5322 does not allow. */
public final class AddressSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    AddressSyntaxException(String message) {
        super(message);
    }
}
