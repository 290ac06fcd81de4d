package io.github.ferrypost.doctor;

import java.util.Locale;

/** What a check came to. */
public enum Health {
    OK,
    /** It works, but not for long, or at a risk. */
    WARNING,
    /** It does not work. */
    FAULT,
    /** Nobody knows: the rights do not suffice to look, or the answer did not tell. */
    NOT_CHECKABLE,
    /** It does not count: an earlier check failed that this one builds on, or the settings do not need it. */
    SKIPPED;

    /** For machines: lower case, with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
