package io.github.ferrypost.pem;

/** A certificate file cannot be used. Its messages name files and settings, never their secrets. */
public final class KeyFileException extends Exception {
    /** What is wrong, for programs that say it in their own words. */
    public enum Problem {
        /** Missing, or not readable for this program's user. */
        FILE,
        /** Neither PEM nor PKCS#12, or damaged. */
        CONTENT,
        /** Encrypted, and the password is missing or wrong. */
        PASSWORD,
        NO_KEY,
        NO_CERTIFICATE,
        /** The key and the certificate do not belong together. */
        OTHER_KEY,
        /** A key or encryption that Java cannot read. */
        FORMAT
    }

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String remedy;

    KeyFileException(Problem problem, String message, String remedy) {
        super(message);
        this.problem = problem;
        this.remedy = remedy;
    }

    public Problem problem() {
        return problem;
    }

    /** What to do, in whole sentences. */
    public String remedy() {
        return remedy;
    }
}
