package io.github.ferrypost.sandbox.entra;

/** An error in a token request, thrown by the checks. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final EntraError error;
    private final String text;

    Refusal(EntraError error, String about) {
        super(about);
        this.error = error;
        this.text = about;
    }

    @Override
    public String getMessage() {
        return text;
    }

    EntraError error() {
        return error;
    }
}
