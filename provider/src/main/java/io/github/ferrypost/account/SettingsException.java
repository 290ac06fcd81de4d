package io.github.ferrypost.account;

import java.util.List;

/** The settings are invalid; lists every error. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems one sentence each: the setting, the error, the remedy; no secrets */
    public SettingsException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
