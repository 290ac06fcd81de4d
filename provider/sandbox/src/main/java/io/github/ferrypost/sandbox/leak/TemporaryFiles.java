package io.github.ferrypost.sandbox.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of {@code java.io.tmpdir}, if it lies in the working directory as a build sets it. The machine's shared
 * directory is not looked at: other programs write there too.
 */
final class TemporaryFiles {
    /** Files that are kept for the whole process and deleted at its end, by name. */
    private static final List<String> OF_THE_PROCESS = List.of(
            "ferrypost-sandbox", // the sandbox's certificates
            "sqlite-", // sqlite-jdbc's native library
            "hsperfdata_", // the virtual machine's counters
            "surefire");

    private TemporaryFiles() {}

    static Map<Object, String> present() {
        Map<Object, String> present = new TreeMap<>();
        Path directory = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        if (!Files.isDirectory(directory) || !directory.startsWith(Path.of("").toAbsolutePath())) {
            return present;
        }
        try (DirectoryStream<Path> list = Files.newDirectoryStream(directory)) {
            for (Path entry : list) {
                if (OF_THE_PROCESS.stream().noneMatch(entry.getFileName().toString()::startsWith)) {
                    present.put(entry, "temporary file " + entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return present;
    }
}
