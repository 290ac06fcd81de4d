package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Checks whether a message can be stored with enough space left to settle what is already stored: a delivery that
 * cannot be recorded would be repeated. Free pages inside the database count as space. Safe for use by many threads.
 */
final class StoreRoom {
    private final Dialect dialect;
    private final Readers readers;

    StoreRoom(Dialect dialect, Readers readers) {
        this.dialect = dialect;
        this.readers = readers;
    }

    /** @throws SpoolException if there is not enough space for this many bytes */
    void check(long bytes) throws SpoolException {
        DiskRoom disk = dialect.disk();
        OptionalLong usable = disk.usable();
        long reserve = disk.reserve();
        if (usable.isEmpty() || reserve == 0 || usable.getAsLong() - bytes > reserve) {
            return;
        }
        // data for free pages passes through the log, which needs space of its own
        boolean log = usable.getAsLong() > reserve / 4;
        if (!log || usable.getAsLong() + reusable() - bytes <= reserve) {
            throw new SpoolException(
                    "no room for the spool: the disk of " + disk + " is nearly full, and the last " + (reserve >> 20)
                            + " MB are reserved for the queue",
                    null,
                    true);
        }
    }

    private long reusable() throws SpoolException {
        try {
            return readers.read(dialect::reusable);
        } catch (SQLException e) {
            throw new SpoolException("the spool cannot be read: " + e.getMessage(), e, dialect.isFull(e));
        }
    }
}
