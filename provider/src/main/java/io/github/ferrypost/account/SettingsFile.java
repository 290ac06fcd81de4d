package io.github.ferrypost.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
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

/** Finds {@code ferrypost.properties} and reads it, again only when it has changed. Safe for use by many threads. */
final class SettingsFile {
    static final String NAME = "ferrypost.properties";

    /** What a file held. */
    static final class Content {
        private static final Content NONE = new Content("", Path.of(""), Map.of(), List.of());

        private final String name;
        private final Path folder;
        private final Map<String, String> values;
        private final List<String> problems;

        private Content(String name, Path folder, Map<String, String> values, List<String> problems) {
            this.name = name;
            this.folder = folder;
            this.values = values;
            this.problems = problems;
        }

        String name() {
            return name;
        }

        /** Where a relative path in a value starts. */
        Path folder() {
            return folder;
        }

        Map<String, String> values() {
            return values;
        }
    }

    /** A file as it was when it was read. */
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
    private volatile Snapshot last;

    /** @param mayBeMissing whether a named file that is not there holds nothing, in place of being a problem */
    SettingsFile(boolean mayBeMissing) {
        this.mayBeMissing = mayBeMissing;
    }

    /** @param named the path that somebody named, which must exist then; else the usual places are tried */
    Content read(Optional<String> named, List<String> problems) {
        Optional<Path> path = named.map(Path::of).or(SettingsFile::usualPlace);
        if (mayBeMissing && path.isPresent() && Files.notExists(path.get())) {
            return new Content("", folder(path.get()), Map.of(), List.of());
        }
        Content content;
        try {
            content = path.isPresent() ? fromPath(path.get()) : fromClassPath();
        } catch (IOException | IllegalArgumentException e) {
            problems.add("The settings file " + path.map(Path::toString).orElse(NAME) + " cannot be read ("
                    + e.getClass().getSimpleName() + "): mend the path or the file.");
            return Content.NONE;
        }
        problems.addAll(content.problems);
        return content;
    }

    /** Where the file is, or would be looked for first. */
    static Path place(Optional<String> named) {
        return named.map(Path::of)
                .or(SettingsFile::usualPlace)
                .orElse(Path.of(NAME))
                .toAbsolutePath();
    }

    /** The working directory, then the directory of the program's own jar. */
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
                // a class loader of its own kind: there is no directory beside the program
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
        try (InputStream stream = Files.newInputStream(path)) {
            Content content = parse(stream, path.toString(), folder(path));
            last = new Snapshot(path, modified, size, content);
            return content;
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static Content fromClassPath() throws IOException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL url = context == null ? null : context.getResource(NAME);
        if (url == null) {
            url = SettingsFile.class.getResource("/" + NAME);
        }
        if (url == null) {
            return Content.NONE;
        }
        try (InputStream stream = url.openStream()) {
            return parse(stream, "class path " + NAME, Path.of("").toAbsolutePath());
        }
    }

    private static Content parse(InputStream stream, String name, Path folder) throws IOException {
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    problems.add(key + " stands twice in " + name + ": remove one.");
                }
                return null;
            }
        };
        try (PushbackReader reader = new PushbackReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            int first = reader.read();
            // Notepad's byte order mark is no part of the first key
            if (first >= 0 && first != '\uFEFF') {
                reader.unread(first);
            }
            properties.load(reader);
        }
        values.keySet().stream()
                .filter(key -> !key.startsWith(Keys.PREFIX))
                .forEach(key -> problems.add(
                        key + " in " + name + " is no setting of Ferrypost: they start with " + Keys.PREFIX));
        values.keySet().removeIf(key -> !key.startsWith(Keys.PREFIX));
        return new Content(name, folder, values, problems);
    }
}
