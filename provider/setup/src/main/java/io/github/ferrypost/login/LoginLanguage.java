package io.github.ferrypost.login;

import java.util.Locale;

/** The languages of the command. */
enum LoginLanguage {
    EN,
    DE;

    /** German for a German locale, else English. */
    static LoginLanguage of(Locale locale) {
        return locale.getLanguage().equals("de") ? DE : EN;
    }
}
