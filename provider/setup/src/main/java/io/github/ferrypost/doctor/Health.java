package io.github.ferrypost.doctor;

import java.util.Locale;

/** The result of a check. */
public enum Health {
    OK,
    /** It works, but not for long, or with a risk. */
    WARNING,
    /** It does not work. */
    FAULT,
    /** Unknown: permissions were insufficient, or the response was inconclusive. */
    NOT_CHECKABLE,
    /** Not applicable: an earlier check that it depends on failed, or the settings do not need it. */
    SKIPPED;

    /** For programs: lower case, with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
