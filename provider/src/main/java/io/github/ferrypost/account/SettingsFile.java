package io.github.ferrypost.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads {@code ferrypost.properties}, and reads it again only after a change. Safe for use by many threads.
 */
final class SettingsFile {
    static final String NAME = "ferrypost.properties";

    /** The content of a file. */
    static final class Content {
        private static final Content NONE = new Content("", null, Path.of(""), Map.of(), List.of());

        private final String name;
        private final @Nullable Path path;
        private final Path folder;
        private final Map<String, String> values;
        private final List<String> problems;

        private Content(
                String name, @Nullable Path path, Path folder, Map<String, String> values, List<String> problems) {
            this.name = name;
            this.path = path;
            this.folder = folder;
            this.values = values;
            this.problems = problems;
        }

        String name() {
            return name;
        }

        /** Empty if it came from the class path, or there is none. */
        Optional<Path> path() {
            return Optional.ofNullable(path);
        }

        /** The base of relative paths in values. */
        Path folder() {
            return folder;
        }

        Map<String, String> values() {
            return values;
        }
    }

    /** The state of a file when it was read. */
    private static final class Snapshot {
        final Path path;
        final FileTime modified;
        final long size;
        final Content content;

        Snapshot(Path path, FileTime modified, long size, Content content) {
            this.path = path;
            this.modified = modified;
            this.size = size;
            this.content = content;
        }
    }

    private final boolean mayBeMissing;
    private volatile @Nullable Snapshot last;

    /** @param mayBeMissing whether a missing file that was named counts as empty instead of as an error */
    SettingsFile(boolean mayBeMissing) {
        this.mayBeMissing = mayBeMissing;
    }

    /** @param named an explicit path, which must exist; otherwise the default places are searched */
    Content read(Optional<String> named, List<String> problems) {
        Optional<Path> path = named.isPresent() ? Optional.of(Path.of(named.get())) : usualPlace();
        if (mayBeMissing && path.isPresent() && Files.notExists(path.get())) {
            return new Content("", null, folder(path.get()), Map.of(), List.of());
        }
        Content content;
        try {
            content = path.isPresent() ? fromPath(path.get()) : fromClassPath();
        } catch (IOException | IllegalArgumentException e) {
            problems.add("The settings file " + path.map(Path::toString).orElse(NAME) + " cannot be read ("
                    + e.getClass().getSimpleName() + "): correct the path, the file or its permissions.");
            return Content.NONE;
        }
        problems.addAll(content.problems);
        return content;
    }

    /** The path of the file, or the first place where it would be searched. */
    static Path place(Optional<String> named) {
        return named.map(Path::of)
                .or(SettingsFile::usualPlace)
                .orElse(Path.of(NAME))
                .toAbsolutePath();
    }

    /** The working directory, then the directory of the program's jar. */
    private static Optional<Path> usualPlace() {
        List<Path> folders = new ArrayList<>();
        folders.add(Path.of(""));
        CodeSource source = SettingsFile.class.getProtectionDomain().getCodeSource();
        if (source != null
                && source.getLocation() != null
                && "file".equals(source.getLocation().getProtocol())) {
            try {
                Path jar = Path.of(source.getLocation().toURI());
                if (Files.isRegularFile(jar)) {
                    folders.add(jar.resolveSibling(""));
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                // a custom class loader: there is no directory beside the program
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Content fromPath(Path path) throws IOException {
        FileTime modified = Files.getLastModifiedTime(path);
        long size = Files.size(path);
        Snapshot before = last;
        if (before != null && before.path.equals(path) && before.modified.equals(modified) && before.size == size) {
            return before.content;
        }
        Content content = parse(Files.readAllBytes(path), path.toString(), path, folder(path));
        last = new Snapshot(path, modified, size, content);
        return content;
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    /**
     * A file in a class path folder is an ordinary file; for one in a jar, relative paths start at the working
     * directory.
     */
    private Content fromClassPath() throws IOException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL url = context == null ? null : context.getResource(NAME);
        if (url == null) {
            url = SettingsFile.class.getResource("/" + NAME);
        }
        if (url == null) {
            return Content.NONE;
        }
        if (url.getProtocol().equals("file")) {
            try {
                return fromPath(Path.of(url.toURI()));
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
        try (InputStream stream = url.openStream()) {
            return parse(
                    stream.readAllBytes(),
                    "class path " + NAME,
                    null,
                    Path.of("").toAbsolutePath());
        }
    }

    private static Content parse(byte[] bytes, String name, @Nullable Path path, Path folder) throws IOException {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        TextFile file = TextFile.of(bytes);
        if (file.problem().isPresent()) {
            problems.add("The settings file " + name + " " + file.problem().get());
        }
        problems.addAll(BackslashCheck.problems(file.text(), name));
        if (!problems.isEmpty()) {
            return new Content(name, path, folder, values, problems);
        }
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    problems.add(key + " appears twice in " + name + ": remove one.");
                }
                return null;
            }
        };
        properties.load(new StringReader(file.text()));
        for (String key : List.copyOf(values.keySet())) {
            if (!key.startsWith(Keys.PREFIX)) {
                problems.add(
                        key + " in " + name + " is not a setting of Ferrypost: settings start with " + Keys.PREFIX);
                values.remove(key);
            }
        }
        return new Content(name, path, folder, values, problems);
    }
}
