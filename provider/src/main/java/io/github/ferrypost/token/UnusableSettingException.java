package io.github.ferrypost.token;

/** Settings with which Entra cannot even be asked. Its texts name files and settings, never their secrets. */
final class UnusableSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
