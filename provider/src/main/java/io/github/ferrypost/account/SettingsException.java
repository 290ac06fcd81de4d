package io.github.ferrypost.account;

import java.util.List;

/** Settings that cannot be used, with everything that is wrong with them. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems one sentence each: which setting, what is wrong, how to mend it; no secret in it */
    public SettingsException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
