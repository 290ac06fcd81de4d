package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Read connections, which do not wait for the writer. Each is borrowed for a few short SELECTs and not for the life of
 * a stream: a long-lived reader prevents SQLite from checkpointing its log (sqlite.org/wal.html, "Avoiding Excessively
 * Large WAL Files"). Safe for use by many threads.
 */
final class Readers implements AutoCloseable {
    /** SELECTs. */
    @FunctionalInterface
    interface Query<T> {
        T run(Db db) throws SQLException;
    }

    /** Chosen: of the connections that a burst of readers opened, a bridge at rest keeps these; each has three files. */
    private static final int MOST_IDLE = 2;

    private final Dialect dialect;
    private final Deque<Db> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Dialect dialect) {
        this.dialect = dialect;
    }

    <T> T read(Query<T> query) throws SQLException {
        if (closed) {
            // SQLite would make an empty database where the old one was
            throw new SQLException("the spool is closed");
        }
        Db db = idle.poll();
        if (db == null) {
            db = dialect.openReader();
        }
        T result;
        try {
            result = query.run(db);
        } catch (SQLException | RuntimeException | Error e) {
            db.release();
            throw e;
        }
        if (idle.size() < MOST_IDLE) {
            idle.push(db);
        } else {
            db.release();
        }
        if (closed) {
            close();
        }
        return result;
    }

    @Override
    public void close() {
        closed = true;
        for (Db db = idle.poll(); db != null; db = idle.poll()) {
            db.release();
        }
    }
}
