package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library, which sqlite-jdbc first unpacks into a folder: the spool's, so that a {@code /tmp}
 * that is missing or mounted noexec does not matter. Falls back to the system's temporary folder if the spool's disk is
 * mounted noexec. The property {@code org.sqlite.tmpdir} overrides both. Loads once per process.
 */
final class NativeLibrary {
    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final String FOLDER = "org.sqlite.tmpdir";

    /**
     * A killed process leaves its copy behind; a younger copy may belong to a process that is still starting. Short,
     * because a process that is killed again and again would otherwise fill the disk with copies of 1 MB.
     */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static boolean loaded;

    private NativeLibrary() {}

    /** @throws IOException if no folder works; the message names each folder and the reason */
    static synchronized void load(Path directory) throws IOException {
        if (loaded) {
            return;
        }
        boolean ours = System.getProperty(FOLDER) == null;
        if (ours) {
            System.setProperty(FOLDER, directory.toAbsolutePath().toString());
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError first) {
            if (!ours) {
                throw failure(String.valueOf(System.getProperty(FOLDER)), first.getMessage(), first);
            }
            loadFromSystemFolder(directory, first);
        }
        loaded = true;
    }

    private static void loadFromSystemFolder(Path directory, Throwable first) throws IOException {
        System.clearProperty(FOLDER);
        String system = System.getProperty("java.io.tmpdir");
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError second) {
            second.addSuppressed(first);
            throw failure(directory + " or " + system, second.getMessage(), second);
        }
    }

    private static IOException failure(String places, @Nullable String reason, Throwable cause) {
        return new IOException(
                "SQLite's native library cannot be unpacked into and loaded from " + places + ": " + reason
                        + ". The folder must be writable and not mounted noexec; -D" + FOLDER
                        + "=FOLDER names another.",
                cause);
    }

    /** Deletes the copies of killed processes. */
    static void removeAbandoned(Path directory) {
        Instant before = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(directory, "sqlite-*-*sqlitejdbc*")) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(before)) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException e) {
            // Windows does not delete a copy that is in use
            LOG.log(Level.DEBUG, "cannot delete a copy of SQLite's native library from the spool", e);
        }
    }
}
