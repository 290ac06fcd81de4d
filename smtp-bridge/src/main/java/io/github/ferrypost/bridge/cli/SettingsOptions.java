package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.account.SettingsReader;
import io.github.ferrypost.bridge.config.BridgeKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its settings. */
final class SettingsOptions {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The settings file; by default ferrypost.properties beside the program.")
    private @Nullable Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Overrides one setting of the file; may be given several times.")
    private Map<String, String> nearest = new LinkedHashMap<>();

    private boolean fileIsMade = true;

    /** For {@code setup}, which may create the file. */
    void beforeTheFile() {
        fileIsMade = false;
    }

    Settings load() throws SettingsException {
        return load(Map.of());
    }

    /** @param instead overrides values from all sources */
    Settings load(Map<String, String> instead) throws SettingsException {
        return load(instead, new TreeSet<>());
    }

    /**
     * @param instead overrides values from all sources
     * @param files receives the settings file and each file that a value refers to, also if reading fails
     */
    Settings load(Map<String, String> instead, Set<Path> files) throws SettingsException {
        List<String> strange = nearest.keySet().stream()
                .filter(key -> !key.startsWith("ferrypost."))
                .toList();
        if (!strange.isEmpty()) {
            throw new SettingsException(
                    strange.stream().map(BridgeKeys.ALL::complaint).toList());
        }
        Map<String, String> all = new LinkedHashMap<>(nearest);
        all.putAll(instead);
        SettingsReader reader = reader();
        files.add(reader.place());
        return reader.read(all, files);
    }

    SettingsReader reader() {
        if (file != null) {
            System.setProperty("ferrypost.config", file.toString());
        }
        return fileIsMade ? SettingsReader.standard(BridgeKeys.ALL) : SettingsReader.forSetUp(BridgeKeys.ALL);
    }
}
