package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library, which sqlite-jdbc unpacks into a folder first. That folder is the spool's, so that a
 * {@code /tmp} that is missing or mounted noexec does not matter; the system's own is the second choice, for a spool on a
 * disk that is mounted noexec itself. Whoever sets {@code org.sqlite.tmpdir} decides. Loaded once for a process.
 */
final class NativeLibrary {
    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final String FOLDER = "org.sqlite.tmpdir";

    /** A process that was killed leaves its copy behind; another that starts now may not have loaded its own yet. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static boolean loaded;

    private NativeLibrary() {}

    /** @throws IOException where the library can be loaded from nowhere, with each place and its reason */
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
                throw failure(System.getProperty(FOLDER), first.getMessage(), first);
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

    private static IOException failure(String places, String reason, Throwable cause) {
        return new IOException(
                "SQLite's native library cannot be unpacked into and loaded from " + places + ": " + reason
                        + ". The folder must be writable and not mounted noexec; -D" + FOLDER
                        + "=FOLDER names another.",
                cause);
    }

    /** Removes the copies of processes that were killed. */
    static void removeAbandoned(Path directory) {
        Instant before = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(directory, "sqlite-*-*sqlitejdbc*")) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(before)) {
                    Files.deleteIfExists(copy);
                }
            }
        } catch (IOException e) {
            // on Windows one that is in use cannot be removed
            LOG.log(Level.DEBUG, "a copy of SQLite's native library stays in the spool", e);
        }
    }
}
