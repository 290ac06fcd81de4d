package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.util.PrivateFile;
import io.github.ferrypost.util.PrivateFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in one file in the spool's directory; all processes that use it must run on this machine
 * (sqlite.org/wal.html).
 */
final class Sqlite implements Dialect {
    private static final Logger LOG = System.getLogger(Sqlite.class.getName());
    private static final String FILE = "spool.db";

    /** How long to wait for the transaction of another process: the {@code queue} command, or the bridge. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    /**
     * Makes commits survive a power failure. sqlite.org/pragma.html, "synchronous": in WAL mode, NORMAL keeps the
     * database consistent but may lose the last commits; FULL syncs the log after each commit. {@code fullfsync} (same
     * page) makes macOS flush the drive's cache too, and has no effect elsewhere. {@code journal_size_limit} shrinks
     * the log again after a burst.
     */
    private static final Map<String, String> DURABLE = Map.of(
            "journal_mode", "WAL",
            "synchronous", "FULL",
            "fullfsync", "true",
            "journal_size_limit", String.valueOf(64 << 20));

    private static final Map<String, String> TYPES =
            Map.of("{id}", "INTEGER", "{bytes}", "BLOB", "{clustered}", "WITHOUT ROWID");

    /** Free bytes that the file keeps for later messages, because giving pages back moves other pages. */
    private static final long KEPT_FREE = 16 << 20;

    /** Pages given back in one transaction: 1 MB. */
    private static final int GIVE_BACK_PAGES = 256;

    /**
     * In bytes; a database with at most this much data is rebuilt at startup, so that it can give pages back from then
     * on.
     */
    private static final long QUICKLY_REBUILT = 64 << 20;

    private final Path file;
    private final DiskRoom disk;
    private final Map<String, String> further;

    Sqlite(Path directory) throws IOException {
        this(directory, DiskRoom.RESERVE, Map.of());
    }

    /**
     * @param reserve bytes of free disk space that storing must leave
     * @param further pragmas for the write connection
     */
    Sqlite(Path directory, long reserve, Map<String, String> further) throws IOException {
        this.file = directory.resolve(FILE);
        this.disk = new DiskRoom(directory, reserve);
        this.further = Map.copyOf(further);
        try {
            prepare(directory);
            NativeLibrary.load(directory);
        } catch (IOException e) {
            throw disk.isFull() ? new IOException("the disk of " + directory + " is full", e) : e;
        }
    }

    static boolean exists(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    /** Makes the file owner-only if the file system has owners. SQLite's other files inherit its permissions. */
    private void prepare(Path directory) throws IOException {
        PrivateFolder.make(directory);
        try {
            Files.createFile(file, PrivateFile.attributes(file));
        } catch (FileAlreadyExistsException e) {
            // it already exists
        }
    }

    @Override
    public Db openWriter() throws SQLException {
        List<String> pragmas = new ArrayList<>();
        // must precede the first page write, such as a change of the journal mode; later it needs a VACUUM
        pragmas.add("auto_vacuum = INCREMENTAL");
        DURABLE.forEach((name, value) -> pragmas.add(name + " = " + value));
        further.forEach((name, value) -> pragmas.add(name + " = " + value));
        return connect(pragmas);
    }

    @Override
    public Db openReader() throws SQLException {
        return connect(List.of("query_only = true"));
    }

    /** Closes the connection if a pragma fails, as every pragma does on a full disk. */
    private Db connect(List<String> pragmas) throws SQLException {
        Db db = new Db(DriverManager.getConnection("jdbc:sqlite:" + file));
        try {
            db.run("PRAGMA busy_timeout = " + BUSY.toMillis());
            for (String pragma : pragmas) {
                db.run("PRAGMA " + pragma);
            }
        } catch (SQLException | RuntimeException | Error e) {
            db.release();
            throw e;
        }
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

    /**
     * IMMEDIATE: a transaction that takes the lock only at its first write could fail midway
     * (sqlite.org/lang_transaction.html).
     */
    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public DiskRoom disk() {
        return disk;
    }

    @Override
    public long reusable(Db db) throws SQLException {
        return pragma(db, "freelist_count") * pragma(db, "page_size");
    }

    @Override
    public boolean giveBack(Db db) throws SQLException {
        boolean incremental = pragma(db, "auto_vacuum") == 2;
        if (!incremental || reusable(db) <= KEPT_FREE) {
            return false;
        }
        db.runToEnd("PRAGMA incremental_vacuum(" + GIVE_BACK_PAGES + ")");
        return true;
    }

    /**
     * Enables incremental vacuum on a database of an earlier version, if that is quick; sqlite.org/pragma.html,
     * "auto_vacuum": changing the mode needs a VACUUM.
     */
    void rebuildIfQuick() {
        Db db = null;
        try {
            db = connect(List.of());
            long size = pragma(db, "page_count") * pragma(db, "page_size");
            long used = size - reusable(db);
            boolean room = disk.usable().orElse(Long.MAX_VALUE) > 2 * used + disk.reserve();
            if (size > 0 && pragma(db, "auto_vacuum") == 0 && used <= QUICKLY_REBUILT && room) {
                db.run("PRAGMA auto_vacuum = INCREMENTAL");
                db.run("VACUUM");
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the spool cannot return free space to the disk; the database reuses it", e);
        } finally {
            if (db != null) {
                db.release();
            }
        }
    }

    private static long pragma(Db db, String name) throws SQLException {
        return db.first(row -> row.getLong(1), "PRAGMA " + name).orElse(0L);
    }

    /**
     * On a full disk SQLite fails in many ways, for example with SQLITE_IOERR_SHMSIZE when it opens its shared memory.
     */
    @Override
    public boolean isFull(SQLException failure) {
        int code = primary(failure);
        return code == SQLiteErrorCode.SQLITE_FULL.code
                || ((code == SQLiteErrorCode.SQLITE_IOERR.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code)
                        && disk.isFull());
    }

    @Override
    public boolean isDamaged(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return primary(failure) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** The low byte is the primary result code; the rest is detail (sqlite.org/rescode.html). */
    private static int primary(SQLException failure) {
        return failure.getErrorCode() & 0xff;
    }
}
