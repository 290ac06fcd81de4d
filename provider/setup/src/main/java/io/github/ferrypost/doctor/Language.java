package io.github.ferrypost.doctor;

import java.util.Locale;

/** The languages of the doctor's texts. */
public enum Language {
    EN,
    DE;

    /** German for a German locale of any country, English for every other. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? DE : EN;
    }

    /** {@code en} or {@code de}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
