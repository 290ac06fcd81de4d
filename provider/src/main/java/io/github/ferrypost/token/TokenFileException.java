package io.github.ferrypost.token;

import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.reply.Status;

/** The token file cannot be used. Its texts name files and settings, never what is in them. */
final class TokenFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final boolean corrupt;

    private TokenFileException(Status status, boolean corrupt) {
        super(status.reply().explanation());
        this.status = status;
        this.corrupt = corrupt;
    }

    static TokenFileException of(String text, String remedy) {
        return new TokenFileException(AadstsKind.CREDENTIAL.status(text, "", remedy), false);
    }

    /** What is in the file cannot be read, or not with this key: a new sign-in would put another in its place. */
    static TokenFileException corrupt(String text, String remedy) {
        return new TokenFileException(AadstsKind.CREDENTIAL.status(text, "", remedy), true);
    }

    /** It will pass. */
    static TokenFileException later(String text, String remedy) {
        return new TokenFileException(AadstsKind.BUSY.status(text, "", remedy), false);
    }

    Status status() {
        return status;
    }

    boolean isCorrupt() {
        return corrupt;
    }
}
