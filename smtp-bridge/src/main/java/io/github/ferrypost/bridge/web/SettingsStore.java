package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gives the page access to the settings. Safe for use by many threads. */
public interface SettingsStore {
    /**
     * Reads the settings from all sources, as the bridge would at its next start.
     *
     * @param instead overrides all sources; an empty value removes a setting
     * @throws SettingsException if the settings file cannot be read
     */
    Settings read(Map<String, String> instead) throws SettingsException;

    /**
     * The source that overrides the file for this setting, as {@link Settings#origin} names it; empty if the file
     * decides.
     *
     * @param settings as read
     */
    Optional<String> above(Settings settings, String key);

    /** The settings file, which may not exist yet. */
    Path place();
}
