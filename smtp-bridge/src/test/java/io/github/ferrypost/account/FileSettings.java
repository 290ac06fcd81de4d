package io.github.ferrypost.account;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Reads a settings file as a process of its own would, without the tests' environment and system properties. */
public final class FileSettings {
    private FileSettings() {}

    public static Settings read(Keys keys, Path file, Set<Path> files) throws SettingsException {
        Properties system = new Properties();
        system.setProperty("ferrypost.config", file.toString());
        return new SettingsReader(keys, () -> system, Map.of(), new SettingsFile(false)).read(Map.of(), files);
    }
}
