package io.github.ferrypost.token;

import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.reply.Status;

/** Settings from which no request to Entra can be made. Its messages name files and settings, never their secrets. */
final class UnusableSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** The status to report: the configured credential is unusable. */
    Status status() {
        return AadstsKind.CREDENTIAL.status(String.valueOf(getMessage()), "", remedy);
    }

    String remedy() {
        return remedy;
    }
}
