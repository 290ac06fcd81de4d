package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.web.SettingsStore;
import java.nio.file.Path;
import java.util.Map;

/** The settings of this process, for its page. */
record SettingsSource(SettingsOptions options) implements SettingsStore {
    @Override
    public Settings read(Map<String, String> instead) throws SettingsException {
        return options.load(instead);
    }

    @Override
    public Path place() {
        return options.reader().place();
    }
}
