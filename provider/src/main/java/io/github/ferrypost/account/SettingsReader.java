package io.github.ferrypost.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Merges the settings of all sources; the nearer overrides the farther: given values, system properties, environment,
 * file. Reads the file again after a change, so that a renewed secret takes effect without a restart. Safe for use by
 * many threads.
 */
public final class SettingsReader {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private static final String CONFIG = "ferrypost.config";

    /**
     * Variables that Azure sets for programs running there: Azure Kubernetes Service ("Use Microsoft Entra Workload
     * ID") and App Service ("Use managed identities for App Service").
     */
    private static final Set<String> AZURE = Set.of(
            "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE", "IDENTITY_ENDPOINT", "IDENTITY_HEADER");

    private final Keys keys;
    private final Supplier<Properties> system;
    private final Map<String, String> environment;
    private final SettingsFile file;

    SettingsReader(Keys keys, Supplier<Properties> system, Map<String, String> environment, SettingsFile file) {
        this.keys = keys;
        this.system = system;
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads this process's own sources.
     *
     * @param keys the names against which environment variables are matched
     */
    public static SettingsReader standard(Keys keys) {
        return new SettingsReader(keys, System::getProperties, System.getenv(), new SettingsFile(false));
    }

    /** For {@code setup}, which may create the file: a named file that does not exist counts as empty. */
    public static SettingsReader forSetUp(Keys keys) {
        return new SettingsReader(keys, System::getProperties, System.getenv(), new SettingsFile(true));
    }

    /**
     * Reads the current settings.
     *
     * @param nearest overrides every other source; keys without our prefix are ignored
     * @throws SettingsException if the file cannot be read, or a value refers to a missing file or variable
     */
    public Settings read(Map<String, String> nearest) throws SettingsException {
        return read(nearest, new TreeSet<>());
    }

    /**
     * Like {@link #read(Map)}.
     *
     * @param files receives the settings file and each file that a value refers to, also if reading fails
     */
    public Settings read(Map<String, String> nearest, Set<Path> files) throws SettingsException {
        List<String> problems = new ArrayList<>();
        Properties properties = system.get();
        Map<String, String> ownSystem = ours(properties);
        ownSystem.remove(CONFIG);
        Optional<String> named = named();

        Map<String, Settings.Value> values = new TreeMap<>();
        SettingsFile.Content content = file.read(named, problems);
        content.path().ifPresent(files::add);
        Path folder = content.folder();
        for (Map.Entry<String, String> entry : content.values().entrySet()) {
            String key = entry.getKey();
            values.put(key, value(key, entry.getValue(), content.name(), folder, problems));
        }
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String variable = entry.getKey();
            if (variable.startsWith("FERRYPOST_") && !variable.equals("FERRYPOST_CONFIG")) {
                String key = keys.fromEnvironment(variable);
                values.put(key, value(key, entry.getValue(), "environment " + variable, folder, problems));
            }
        }
        for (Map.Entry<String, String> entry : ownSystem.entrySet()) {
            String key = entry.getKey();
            values.put(key, value(key, entry.getValue(), "system property", folder, problems));
        }
        for (Map.Entry<String, String> entry : nearest.entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(Keys.PREFIX)) {
                values.put(key, value(key, entry.getValue(), "given", folder, problems));
            }
        }
        values.values().forEach(value -> files.addAll(value.files()));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        Map<String, String> azure = new TreeMap<>(environment);
        azure.keySet().retainAll(AZURE);
        return new Settings(values, folder, azure, secretFiles(values, content));
    }

    /** An unknown name may be a misspelt secret, so the files it refers to count as secret. */
    private Set<Path> secretFiles(Map<String, Settings.Value> values, SettingsFile.Content content) {
        Set<Path> files = new TreeSet<>();
        for (Map.Entry<String, Settings.Value> entry : values.entrySet()) {
            Settings.Value value = entry.getValue();
            Optional<Key> key = keys.find(entry.getKey());
            boolean secret = key.isPresent() && key.get().isSecret();
            if (key.isEmpty() || secret) {
                files.addAll(value.files());
            }
            if (secret
                    && content.path().isPresent()
                    && value.files().isEmpty()
                    && value.origin().equals(content.name())
                    && !value.text().isEmpty()) {
                files.add(content.path().get().toAbsolutePath());
            }
            if (key.isPresent() && key.get().namesSecretFile() && !value.text().isEmpty()) {
                value.path().ifPresent(files::add);
            }
        }
        return files;
    }

    /** The path of the settings file, or where it would be found. */
    public Path place() {
        return SettingsFile.place(named());
    }

    private Optional<String> named() {
        return Optional.ofNullable(system.get().getProperty(CONFIG))
                .or(() -> Optional.ofNullable(environment.get("FERRYPOST_CONFIG")));
    }

    private static Map<String, String> ours(Properties properties) {
        Map<String, String> map = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(Keys.PREFIX)) {
                map.put(key, properties.getProperty(key));
            }
        }
        return map;
    }

    private Settings.Value value(String key, String text, String origin, Path folder, List<String> problems) {
        Set<Path> files = new TreeSet<>();
        return new Settings.Value(resolve(key, text.trim(), folder, files, problems), origin, folder, files);
    }

    /** Resolves {@code ${env:NAME}} and {@code ${file:PATH}}; a relative path starts at the settings file. */
    private String resolve(String key, String text, Path folder, Set<Path> files, List<String> problems) {
        if (!text.contains("${")) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (reference.find()) {
            String target = reference.group(2);
            String content = reference.group(1).equals("env")
                    ? fromVariable(key, target, problems)
                    : fromFile(key, folder, target, files, problems);
            reference.appendReplacement(resolved, Matcher.quoteReplacement(content));
        }
        return reference.appendTail(resolved).toString();
    }

    private String fromVariable(String key, String variable, List<String> problems) {
        String content = environment.get(variable);
        if (content == null) {
            problems.add(key + " refers to the environment variable " + variable + ", which is not set.");
            return "";
        }
        return content.trim();
    }

    private static String fromFile(String key, Path folder, String target, Set<Path> files, List<String> problems) {
        Path path;
        try {
            path = folder.resolve(target);
        } catch (InvalidPathException e) {
            problems.add(key + " refers to the file " + target + ", which is not a path: " + e.getReason() + ".");
            return "";
        }
        files.add(path);
        try {
            TextFile file = TextFile.of(Files.readAllBytes(path));
            file.problem()
                    .ifPresent(problem -> problems.add(key + " refers to the file " + path + ", which " + problem));
            return file.text().trim();
        } catch (IOException e) {
            problems.add(key + " refers to the file " + path + ", which cannot be read ("
                    + e.getClass().getSimpleName() + "): create it, or correct the path or its permissions.");
            return "";
        }
    }
}
