package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.FileSettings;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeKeys;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** A settings file, read as the bridge reads its own, although the process has no option that names it. */
public final class SettingsFolder implements SettingsInput {
    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    public SettingsFolder(Path folder, Map<String, String> values) throws IOException {
        this.file = folder.resolve("ferrypost.properties");
        this.values.putAll(values);
        write();
    }

    public Path file() {
        return file;
    }

    /** Writes the file with these values changed; an empty value removes one. */
    public void change(Map<String, String> changes) throws IOException {
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
        write();
    }

    /** What the file contains with these values. */
    public String text() throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    private void write() throws IOException {
        Files.writeString(file, text());
    }

    @Override
    public synchronized Settings read(Set<Path> files) throws SettingsException {
        files.add(file);
        return FileSettings.read(BridgeKeys.ALL, file, files);
    }
}
