package io.github.ferrypost.bridge.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The content of some files at one moment, as digests. Reads the content itself, because times and notices of changes
 * cannot be trusted: network file systems send no notices, Kubernetes swaps a link to a folder, and tools keep times.
 * Immutable.
 */
record FileSnapshot(Map<Path, String> contents) {
    /** In bytes, of a file; nothing beyond is looked at. Settings, secrets and certificates have some kilobytes. */
    static final int MOST = 4 << 20;

    private static final String MISSING = "missing";

    FileSnapshot {
        contents = Map.copyOf(contents);
    }

    static FileSnapshot of(Set<Path> files) {
        Map<Path, String> contents = new TreeMap<>();
        files.forEach(file -> contents.put(file, content(file)));
        return new FileSnapshot(contents);
    }

    /** The same files, with content that no file has. */
    FileSnapshot unknown() {
        Map<Path, String> none = new TreeMap<>();
        contents.keySet().forEach(file -> none.put(file, ""));
        return new FileSnapshot(none);
    }

    /** The files whose content differs, among those that both have. */
    Set<Path> differences(FileSnapshot other) {
        Set<Path> files = new TreeSet<>(contents.keySet());
        files.retainAll(other.contents.keySet());
        files.removeIf(file -> Objects.equals(contents.get(file), other.contents.get(file)));
        return files;
    }

    /** A pipe or device is not read, which would take something from its reader or never end. */
    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            return MISSING;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Base64.getEncoder().encodeToString(sha256().digest(in.readNBytes(MOST)));
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
