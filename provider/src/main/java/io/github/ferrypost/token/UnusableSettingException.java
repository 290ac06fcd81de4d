package io.github.ferrypost.token;

import io.github.ferrypost.entra.AadstsKind;
import io.github.ferrypost.reply.Status;

/** Settings with which Entra cannot even be asked. Its texts name files and settings, never their secrets. */
final class UnusableSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** The credential as it is set does not hold. */
    Status status() {
        return AadstsKind.CREDENTIAL.status(getMessage(), "", remedy);
    }

    String remedy() {
        return remedy;
    }
}
