package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.nio.file.Path;
import java.util.Set;

/** Reads this process's settings from all sources. */
@FunctionalInterface
public interface SettingsInput {
    /**
     * Reads the current settings.
     *
     * @param files receives each file that was read or missed, also if reading fails
     * @throws SettingsException if they cannot be read
     */
    Settings read(Set<Path> files) throws SettingsException;
}
