package io.github.ferrypost.tokenstore;

import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.reply.Status;

/** The token file cannot be used. Its messages name files and settings, never their contents. */
public final class TokenFileException extends Exception {
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

    /** The content cannot be read, or not with this key: a new sign-in would replace it. */
    static TokenFileException corrupt(String text, String remedy) {
        return new TokenFileException(AadstsKind.CREDENTIAL.status(text, "", remedy), true);
    }

    /** A transient failure. */
    static TokenFileException later(String text, String remedy) {
        return new TokenFileException(AadstsKind.BUSY.status(text, "", remedy), false);
    }

    public Status status() {
        return status;
    }

    boolean isCorrupt() {
        return corrupt;
    }
}
