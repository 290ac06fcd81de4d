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

/** The settings in force, each with where it came from. Read by {@link SettingsReader}. Immutable. */
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

        /** @param files that the value was read from by {@code ${file:…}} */
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

        /** The value as a path; nothing where it is none. */
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
     * @param azure the variables that Azure itself sets for programs that run there
     * @param secretFiles the files that secrets were read from, or are to be read from
     */
    Settings(Map<String, Value> values, Path folder, Map<String, String> azure, Set<Path> secretFiles) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.folder = Objects.requireNonNull(folder);
        this.azure = Map.copyOf(azure);
        this.secretFiles = Set.copyOf(secretFiles);
    }

    /** Settings from a map alone, as for a test: no file, no environment, nothing resolved. */
    public static Settings of(Map<String, String> values) {
        Map<String, Value> map = new TreeMap<>();
        values.forEach((key, value) -> map.put(key, new Value(value, "given", Path.of(""))));
        return new Settings(map);
    }

    /**
     * The settings from everywhere, read once.
     *
     * @param nearest what wins over every other source, such as a Session's own properties; keys without the prefix
     *     {@code ferrypost.} are passed over
     */
    public static Settings load(Map<String, String> nearest) throws SettingsException {
        return SettingsReader.standard(Keys.PROVIDER).read(nearest);
    }

    /** The value without blanks around it; nothing where it is not set or empty. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::text).filter(text -> !text.isEmpty());
    }

    /**
     * The value as a path; a relative one starts at the folder of the settings file that it stands in.
     *
     * @throws java.nio.file.InvalidPathException if it is none
     */
    public Optional<Path> path(String key) {
        return get(key).map(text -> values.get(key).folder.resolve(text));
    }

    /** The files with secrets in them that these settings were read from or refer to. */
    public Set<Path> secretFiles() {
        return secretFiles;
    }

    /**
     * The files with secrets in them that other users of this machine may read, or change: the settings file itself where it
     * holds a secret, files that secrets refer to, and private keys. In the order of their names; only where the file system
     * knows owners, and only what this process may look at.
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

    /** A file or folder beside the settings file; in the working directory where there is no such file. */
    public Path beside(String name) {
        return folder.resolve(name);
    }

    /** What Azure says of the place that this program runs in, such as {@code AZURE_FEDERATED_TOKEN_FILE}. */
    Optional<String> azure(String variable) {
        return Optional.ofNullable(azure.get(variable)).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** Where the value came from, for people. */
    public Optional<String> origin(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::origin);
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same with these over them, as for options on a command line. */
    public Settings with(Map<String, String> nearer) {
        Map<String, Value> map = new TreeMap<>(values);
        nearer.forEach((key, value) -> map.put(key, new Value(value, "given", Path.of(""))));
        return new Settings(map, folder, azure, secretFiles);
    }

    /** Names only: a value may be a secret. */
    @Override
    public String toString() {
        return "settings " + values.keySet();
    }

    /** Of the same values from the same places. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Settings && values.equals(((Settings) other).values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
