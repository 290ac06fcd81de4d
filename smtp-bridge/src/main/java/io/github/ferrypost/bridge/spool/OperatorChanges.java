package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * The changes an operator makes to an entry, as {@link Spool} describes them. Each returns the state the entry was in,
 * or empty if there is no such entry.
 */
final class OperatorChanges {
    private final Writer writer;
    private final Clock clock;

    OperatorChanges(Writer writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    Optional<State> hold(EntryId id, String reason) throws SpoolException {
        return change(id, (db, before) -> {
            if (db.update(Sql.HOLD, reason, id.value()) > 0) {
                History.changed(db, id, HistoryResult.HELD, clock.instant());
            }
        });
    }

    Optional<State> release(EntryId id) throws SpoolException {
        return change(id, (db, before) -> {
            if (release(db, id)) {
                History.changed(db, id, HistoryResult.QUEUED, clock.instant());
            }
        });
    }

    Optional<State> retryNow(EntryId id) throws SpoolException {
        return change(id, (db, before) -> {
            if (before == State.DEAD) {
                db.update(Sql.REOPEN_RECIPIENTS, id.value());
            }
            release(db, id);
            if (db.update(Sql.RETRY_NOW, clock.millis(), id.value()) > 0) {
                History.changed(db, id, HistoryResult.QUEUED, clock.instant());
            }
        });
    }

    int hurry(String account) throws SpoolException {
        long now = clock.millis();
        return writer.call(db -> db.update(Sql.HURRY, now, account, now));
    }

    /** @param size of the entry */
    Optional<State> remove(EntryId id, long size) throws SpoolException {
        return change(id, (db, before) -> {
            Settling.delete(db, id, size);
            History.changed(db, id, HistoryResult.REMOVED, clock.instant());
        });
    }

    /** Whether it waits in the queue again. */
    private boolean release(Db db, EntryId id) throws SQLException {
        // a running claim keeps its entry, or the message would be sent twice
        db.update(Sql.RELEASE_TO_CLAIM, id.value(), clock.millis());
        return db.update(Sql.RELEASE, id.value()) > 0;
    }

    private interface Change {
        void make(Db db, State before) throws SQLException, SpoolException;
    }

    private Optional<State> change(EntryId id, Change change) throws SpoolException {
        return writer.call(db -> {
            Optional<State> before = Listing.state(db, id);
            if (before.isPresent()) {
                change.make(db, before.get());
            }
            return before;
        });
    }
}
