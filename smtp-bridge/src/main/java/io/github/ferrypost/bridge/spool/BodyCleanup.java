package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletes bodies that no longer have an entry: of large messages that are done, and of messages that a crash
 * interrupted while they were stored. Works in steps of a few chunks, between which the writer serves others. Then
 * returns unused space of the database to the file system, where incoming messages may need it.
 */
final class BodyCleanup {
    /** How often to look for bodies that a crash left; they do no harm meanwhile. */
    private static final Duration PERIOD = Duration.ofMinutes(10);

    /** Chunks deleted in one step: 4 MB. */
    private static final int STEP = (4 << 20) / EntryWriter.CHUNK;

    private final Dialect dialect;
    private final Writer writer;
    private final Clock clock;
    private volatile Instant next = Instant.MIN;

    BodyCleanup(Dialect dialect, Writer writer, Clock clock) {
        this.dialect = dialect;
        this.writer = writer;
        this.clock = clock;
    }

    /** Starts if it is time. */
    void maybe() {
        Instant now = clock.instant();
        // a time further ahead was set before the clock went back
        if (now.isAfter(next) || next.isAfter(now.plus(PERIOD))) {
            now();
        }
    }

    /** Starts, and continues until everything is deleted. */
    void now() {
        next = clock.instant().plus(PERIOD);
        writer.later(this::step);
    }

    private boolean step(Db db) throws SQLException {
        Optional<Long> body = db.first(row -> row.getLong(1), Sql.FIRST_GARBAGE, clock.millis());
        if (body.isPresent()) {
            long id = body.get();
            if (db.update(Sql.DELETE_SOME_CHUNKS, id, id, STEP) < STEP) {
                db.update(Sql.DELETE_LOOSE, id);
            }
            writer.later(this::step);
        } else if (dialect.giveBack(db)) {
            writer.later(this::step);
        }
        return body.isPresent();
    }
}
