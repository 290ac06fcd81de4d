package io.github.ferrypost.account;

import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The effective settings, each with its origin. Read by {@link SettingsReader}. Immutable. */
public final class Settings {
    /** A value and its origin, such as {@code environment FERRYPOST_TENANT}. */
    static final class Value {
        private final String text;
        private final String origin;
        private final Path folder;
        private final Set<Path> files;

        Value(String text, String origin, Path folder) {
            this(text, origin, folder, Set.of());
        }

        /** @param files the files that {@code ${file:…}} read for the value */
        Value(String text, String origin, Path folder, Set<Path> files) {
            this.files = Set.copyOf(files);
            this.text = Objects.requireNonNull(text);
            this.origin = Objects.requireNonNull(origin);
            this.folder = Objects.requireNonNull(folder);
        }

        String text() {
            return text;
        }

        String origin() {
            return origin;
        }

        Set<Path> files() {
            return files;
        }

        /** The value as a path; empty if it is not one. */
        Optional<Path> path() {
            try {
                return Optional.of(folder.resolve(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value
                    && text.equals(((Value) other).text)
                    && origin.equals(((Value) other).origin)
                    && folder.equals(((Value) other).folder);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private final SortedMap<String, Value> values;
    private final Path folder;
    private final Map<String, String> azure;
    private final Set<Path> secretFiles;

    Settings(Map<String, Value> values) {
        this(values, Path.of(""), Map.of(), Set.of());
    }

    /**
     * @param folder of the settings file
     * @param azure variables that Azure sets for programs running there
     * @param secretFiles files that secrets were read from, or refer to
     */
    Settings(Map<String, Value> values, Path folder, Map<String, String> azure, Set<Path> secretFiles) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.folder = Objects.requireNonNull(folder);
        this.azure = Map.copyOf(azure);
        this.secretFiles = Set.copyOf(secretFiles);
    }

    /** Settings from a map only, for tests: no file, no environment, nothing resolved. */
    public static Settings of(Map<String, String> values) {
        Map<String, Value> map = new TreeMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            map.put(entry.getKey(), new Value(entry.getValue(), "given", Path.of("")));
        }
        return new Settings(map);
    }

    /**
     * Reads the settings from all sources once.
     *
     * @param nearest overrides every other source, for example a Session's own properties; keys without the prefix
     *     {@code ferrypost.} are ignored
     */
    public static Settings load(Map<String, String> nearest) throws SettingsException {
        return SettingsReader.standard(Keys.PROVIDER).read(nearest);
    }

    /** The trimmed value; empty if it is unset or blank. */
    public Optional<String> get(String key) {
        Value value = values.get(key);
        return value == null || value.text.isEmpty() ? Optional.empty() : Optional.of(value.text);
    }

    /**
     * The value as a path; a relative one starts at the folder of its settings file.
     *
     * @throws java.nio.file.InvalidPathException if it is not a path
     */
    public Optional<Path> path(String key) {
        Value value = values.get(key);
        return value == null || value.text().isEmpty()
                ? Optional.empty()
                : Optional.of(value.folder.resolve(value.text()));
    }

    /** The files with secrets that these settings were read from or refer to. */
    public Set<Path> secretFiles() {
        return secretFiles;
    }

    /**
     * Files with secrets that other users of this machine may read or change: the settings file itself if it holds a
     * secret, files that secrets refer to, and private keys. Sorted by name; only if the file system has owners, and
     * only what this process may inspect.
     */
    public List<Path> exposedFiles() {
        return secretFiles.stream().filter(Settings::isExposed).sorted().collect(Collectors.toList());
    }

    private static boolean isExposed(Path file) {
        try {
            return PrivateFile.isExposed(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** A file or folder beside the settings file, or in the working directory if there is no settings file. */
    public Path beside(String name) {
        return folder.resolve(name);
    }

    /** A variable that Azure sets in the environment, such as {@code AZURE_FEDERATED_TOKEN_FILE}. */
    Optional<String> azure(String variable) {
        return Optional.ofNullable(azure.get(variable)).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** The origin of the value, for people. */
    public Optional<String> origin(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::origin);
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns a copy with these overrides, such as command-line options. */
    public Settings with(Map<String, String> nearer) {
        Map<String, Value> map = new TreeMap<>(values);
        nearer.forEach((key, value) -> map.put(key, new Value(value, "given", Path.of(""))));
        return new Settings(map, folder, azure, secretFiles);
    }

    /** Returns a copy in which these keys have the values, or none, that they have in {@code other}. */
    public Settings keeping(Settings other, Set<String> keys) {
        Map<String, Value> map = new TreeMap<>(values);
        for (String key : keys) {
            Value value = other.values.get(key);
            if (value == null) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        }
        return new Settings(map, folder, azure, secretFiles);
    }

    /** Names only, because a value may be a secret. */
    @Override
    public String toString() {
        return "settings " + values.keySet();
    }

    /** Equal if all values and origins are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Settings && values.equals(((Settings) other).values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
