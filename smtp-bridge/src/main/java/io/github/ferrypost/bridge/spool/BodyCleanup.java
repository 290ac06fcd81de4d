package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Clears bodies that no entry has: of large messages that are done, and of those that a crash interrupted on their way in.
 * In steps of a few chunks, between which the writer serves others. What the database does not use then goes back to the
 * disk, where incoming mail may need it.
 */
final class BodyCleanup {
    /** A crash's orphans are in nobody's way; they need no hurry. */
    private static final Duration PERIOD = Duration.ofMinutes(10);

    /** 4 MB at once. */
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
        // a time farther ahead was set before the clock was put back
        if (now.isAfter(next) || next.isAfter(now.plus(PERIOD))) {
            now();
        }
    }

    /** Starts, and goes on by itself until all is cleared. */
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
