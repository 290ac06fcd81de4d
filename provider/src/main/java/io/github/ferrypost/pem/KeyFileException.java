package io.github.ferrypost.pem;

/** A certificate file cannot be used. Its messages name files and settings, never their secrets. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    KeyFileException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do, in whole sentences. */
    public String remedy() {
        return remedy;
    }
}
