package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.util.PrivateFile;
import io.github.ferrypost.util.PrivateFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;

/** SQLite in one file of a directory of our own; every process that uses it must run on this machine (sqlite.org/wal.html). */
final class Sqlite implements Dialect {
    private static final String FILE = "spool.db";

    /** How long to wait for the {@code queue} command, or for the bridge, to finish its transaction. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    /**
     * What makes a commit survive a loss of power. sqlite.org/pragma.html, "synchronous": in WAL mode, NORMAL keeps the
     * database consistent but may lose the last commits, and FULL syncs the log after each commit. {@code fullfsync}
     * (same page) makes macOS flush the drive's cache too, and means nothing elsewhere. {@code journal_size_limit} gives
     * the room back that a burst took in the log.
     */
    private static final Map<String, String> DURABLE = Map.of(
            "journal_mode", "WAL",
            "synchronous", "FULL",
            "fullfsync", "true",
            "journal_size_limit", String.valueOf(64 << 20));

    private static final Map<String, String> TYPES =
            Map.of("{id}", "INTEGER", "{bytes}", "BLOB", "{clustered}", "WITHOUT ROWID");

    /** Room that only settlements may use; the log alone grows to about 4 MB between checkpoints. */
    private static final long RESERVE = 16 << 20;

    private final Path file;
    private final long reserve;
    private final Map<String, String> further;

    Sqlite(Path directory) throws IOException {
        this(directory, RESERVE, Map.of());
    }

    /**
     * @param reserve bytes of the disk that storing leaves free
     * @param further pragmas of the writing connection
     */
    Sqlite(Path directory, long reserve, Map<String, String> further) throws IOException {
        this.file = directory.resolve(FILE);
        this.reserve = reserve;
        this.further = Map.copyOf(further);
        prepare(directory);
    }

    static boolean exists(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    /** Mail is nobody else's business: owner-only, where the file system knows owners. SQLite's other files follow this one. */
    private void prepare(Path directory) throws IOException {
        PrivateFolder.make(directory);
        try {
            Files.createFile(file, PrivateFile.attributes(file));
        } catch (FileAlreadyExistsException e) {
            // it is the spool of an earlier life
        }
    }

    @Override
    public Db openWriter() throws SQLException {
        Db db = connect();
        for (Map.Entry<String, String> pragma : DURABLE.entrySet()) {
            db.run("PRAGMA " + pragma.getKey() + " = " + pragma.getValue());
        }
        for (Map.Entry<String, String> pragma : further.entrySet()) {
            db.run("PRAGMA " + pragma.getKey() + " = " + pragma.getValue());
        }
        return db;
    }

    @Override
    public Db openReader() throws SQLException {
        Db db = connect();
        db.run("PRAGMA query_only = true");
        return db;
    }

    private Db connect() throws SQLException {
        Db db = new Db(DriverManager.getConnection("jdbc:sqlite:" + file));
        db.run("PRAGMA busy_timeout = " + BUSY.toMillis());
        return db;
    }

    @Override
    public void createTables(Db db) throws SQLException {
        for (String statement : Sql.TABLES) {
            String ddl = statement;
            for (Map.Entry<String, String> type : TYPES.entrySet()) {
                ddl = ddl.replace(type.getKey(), type.getValue());
            }
            db.run(ddl);
        }
    }

    /** IMMEDIATE: a transaction that took the lock at its first write only could fail in its middle (sqlite.org/lang_transaction.html). */
    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public boolean hasRoom(long bytes) {
        long free = file.toFile().getUsableSpace();
        // 0 also where the file system does not say
        return free == 0 || reserve == 0 || free - bytes > reserve;
    }

    @Override
    public boolean isFull(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public boolean isDamaged(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** The low byte is the primary result code, the rest says more (sqlite.org/rescode.html). */
    private static int primary(SQLException failure) {
        return failure.getErrorCode() & 0xff;
    }
}
