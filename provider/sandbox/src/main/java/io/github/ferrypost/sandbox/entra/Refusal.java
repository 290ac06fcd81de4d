package io.github.ferrypost.sandbox.entra;

/** Carries an error out of the checks of a token request. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final EntraError error;

    Refusal(EntraError error, String about) {
        super(about);
        this.error = error;
    }

    EntraError error() {
        return error;
    }
}
