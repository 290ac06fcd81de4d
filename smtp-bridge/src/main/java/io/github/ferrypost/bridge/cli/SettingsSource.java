package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.web.SettingsStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Loads this process's settings for the web page. */
record SettingsSource(SettingsOptions options) implements SettingsStore {
    @Override
    public Settings read(Map<String, String> instead) throws SettingsException {
        return options.load(instead);
    }

    @Override
    public Optional<String> above(Settings settings, String key) {
        return settings.origin(key)
                .filter(origin ->
                        origin.startsWith("environment") || origin.equals("system property") || origin.equals("given"));
    }

    @Override
    public Path place() {
        return options.reader().place();
    }
}
