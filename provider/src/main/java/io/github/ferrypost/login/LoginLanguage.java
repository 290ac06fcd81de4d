package io.github.ferrypost.login;

import java.util.Locale;

/** The languages in which a sign-in is told. */
enum LoginLanguage {
    EN,
    DE;

    /** German where the locale is, else English. */
    static LoginLanguage of(Locale locale) {
        return locale.getLanguage().equals("de") ? DE : EN;
    }
}
