package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the page finds the settings. Safe for use by many threads. */
public interface SettingsStore {
    /**
     * What holds, from all sources, as the bridge would read it at its next start.
     *
     * @param instead wins over all sources; an empty value takes a setting away
     */
    Settings read(Map<String, String> instead) throws SettingsException;

    /**
     * What wins over the file for this setting, as {@link Settings#origin} has it; nothing where the file decides.
     *
     * @param settings as they were read
     */
    Optional<String> above(Settings settings, String key);

    /** The settings file, which need not be there. */
    Path place();
}
