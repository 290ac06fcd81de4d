package io.github.ferrypost.doctor;

import java.util.Locale;

/** The result of a check. The first five are also verdicts on a whole account, from best to worst. */
public enum Health {
    OK,
    /** It looks wrong, but a later check has proven that sending works all the same. Counts as {@link #OK}. */
    NOTE,
    /** It works, but not for long, or with a risk; or a check that sending does not need got no answer. */
    WARNING,
    /** Sending needs it, and the check could not run or got no answer that decides. */
    NOT_PROVEN,
    /** It does not work. */
    FAULT,
    /** Unknown, and sending does not need it: permissions are missing, or the answer was inconclusive. */
    NOT_CHECKABLE,
    /** Not looked at: an earlier check that it depends on did not pass, or the settings do not need it. */
    SKIPPED;

    /** For programs: lower case, with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
