package io.github.ferrypost.bridge.spool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of each message, in the spool's database: written in batches, and not before a client gets its reply.
 * Safe for use by many threads.
 */
public final class History {
    /** Rows deleted in one transaction, so that no message waits long for its own. */
    private static final int DELETED_AT_ONCE = 200;

    private static final String SEPARATOR = "\n";

    /** Roughly what a row needs, in bytes: measured by HistoryBench. */
    private static final int ROW = 500;

    private final StoreRoom room;
    private final Writer writer;
    private final Readers readers;

    History(StoreRoom room, Writer writer, Readers readers) {
        this.room = room;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Stores new messages, then what has happened to queued ones.
     *
     * @return the changes of entries that have no row, or none yet: the row of a message may come after its first change
     * @throws SpoolException also if the disk has only the space that the queue needs
     */
    public List<HistoryRow.Progress> record(List<HistoryRow> rows, List<HistoryRow.Progress> changes)
            throws SpoolException {
        room.check((long) ROW * (rows.size() + changes.size()));
        return writer.call(db -> {
            if (!rows.isEmpty()) {
                long next = db.first(row -> row.getLong(1), HistorySql.NEXT_ID).orElse(1L);
                for (HistoryRow row : rows) {
                    insert(db, row.withId(next));
                    next++;
                }
            }
            List<HistoryRow.Progress> unknown = new ArrayList<>();
            for (HistoryRow.Progress change : changes) {
                if (!change(db, change)) {
                    unknown.add(change);
                }
            }
            return unknown;
        });
    }

    private static void insert(Db db, HistoryRow row) throws SQLException {
        HistoryRow.Progress progress = row.progress();
        db.update(
                HistorySql.INSERT,
                row.id(),
                row.at().toEpochMilli(),
                row.client().address(),
                row.client().device(),
                row.client().login(),
                row.sender(),
                String.join(SEPARATOR, row.recipients()),
                row.messageId(),
                row.subject(),
                row.size(),
                row.account(),
                progress.entry().isEmpty() ? null : progress.entry(),
                progress.at().toEpochMilli(),
                progress.result().word(),
                progress.reply(),
                progress.road(),
                progress.trace(),
                progress.tries());
        db.update(HistorySql.INSERT_TEXT, row.id(), HistoryWords.of(row));
    }

    private static boolean change(Db db, HistoryRow.Progress change) throws SQLException {
        long at = change.at().toEpochMilli();
        int changed = db.update(
                HistorySql.PROGRESS,
                at,
                change.result().word(),
                change.reply(),
                change.reply(),
                change.road(),
                change.road(),
                change.trace(),
                change.trace(),
                change.tries(),
                change.entry(),
                at);
        Optional<HistoryRow> row = db.first(History::row, HistorySql.OF_ENTRY, change.entry());
        if (changed > 0 && row.isPresent()) {
            db.update(HistorySql.REPLACE_TEXT, row.get().id(), HistoryWords.of(row.get()));
        }
        return row.isPresent();
    }

    /** For an operator's change, in its transaction. */
    static void changed(Db db, EntryId id, HistoryResult result, Instant at) throws SQLException {
        db.update(HistorySql.RESULT, result.word(), at.toEpochMilli(), id.toString());
    }

    /** The rows that match, the newest first. */
    public List<HistoryRow> find(HistoryQuery query, int limit) throws SpoolException {
        return read(db -> {
            String words = HistoryWords.search(query);
            boolean byText = !words.isEmpty();
            StringBuilder sql = new StringBuilder(byText ? HistorySql.FIND_TEXT : HistorySql.FIND);
            List<Object> values = new ArrayList<>();
            if (byText) {
                values.add(words);
            }
            long end = query.until().isPresent() ? firstSince(db, query.until().get()) : Long.MAX_VALUE;
            values.add(Math.min(query.before(), end));
            values.add(query.since().isPresent() ? firstSince(db, query.since().get()) : 0L);
            query.result().filter(result -> result == HistoryResult.DELIVERED).ifPresent(result -> {
                sql.append(HistorySql.RESULT_IS);
                values.add(result.word());
            });
            query.since().ifPresent(since -> {
                sql.append(HistorySql.SINCE);
                values.add(since.toEpochMilli());
            });
            query.until().ifPresent(until -> {
                sql.append(HistorySql.UNTIL);
                values.add(until.toEpochMilli());
            });
            values.add(limit);
            sql.append(byText ? HistorySql.FIND_TEXT_END : HistorySql.FIND_END);
            return db.query(History::row, sql.toString(), values.toArray());
        });
    }

    /**
     * The first id of this time or later. Ids ascend with the time, so that a few rows tell, without an index that each
     * message would pay for.
     */
    private static long firstSince(Db db, Instant time) throws SQLException {
        long low = 1;
        long high = db.first(row -> row.getLong(1), HistorySql.NEXT_ID).orElse(1L);
        while (low < high) {
            long middle = low + (high - low) / 2;
            long[] found = db.first(row -> new long[] {row.getLong(1), row.getLong(2)}, HistorySql.FROM_ID, middle)
                    .orElse(new long[] {high, Long.MAX_VALUE});
            if (found[1] < time.toEpochMilli()) {
                low = found[0] + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static HistoryRow row(ResultSet row) throws SQLException {
        String entry = row.getString("entry");
        return new HistoryRow(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                new HistoryRow.Client(row.getString("client"), row.getString("device"), row.getString("login")),
                row.getString("sender"),
                row.getString("recipients").isEmpty()
                        ? List.of()
                        : List.of(row.getString("recipients").split(SEPARATOR, -1)),
                row.getString("message_id"),
                row.getString("subject"),
                row.getLong("size"),
                row.getString("account"),
                new HistoryRow.Progress(
                        entry == null ? "" : entry,
                        Instant.ofEpochMilli(row.getLong("changed")),
                        HistoryResult.parse(row.getString("result")).orElse(HistoryResult.QUEUED),
                        row.getString("reply"),
                        row.getString("road"),
                        row.getString("trace"),
                        row.getInt("tries")));
    }

    /**
     * Deletes a few rows: of those before this time, and of the oldest beyond this number.
     *
     * @return whether there may be more
     */
    public boolean prune(Instant before, long most) throws SpoolException {
        return writer.call(db -> {
            long excess = db.first(row -> row.getLong(1), HistorySql.NEXT_ID).orElse(1L) - most;
            // after a jump of the clock ids no longer ascend with the time, so the time is compared too
            List<Long> old = db.query(
                    row -> row.getLong(1),
                    HistorySql.OLD,
                    Math.max(excess, firstSince(db, before)),
                    excess,
                    before.toEpochMilli(),
                    DELETED_AT_ONCE);
            for (long id : old) {
                db.update(HistorySql.DELETE_TEXT, id);
                db.update(HistorySql.DELETE, id);
            }
            return old.size() == DELETED_AT_ONCE;
        });
    }

    public long count() throws SpoolException {
        return read(db -> db.first(row -> row.getLong(1), HistorySql.COUNT).orElse(0L));
    }

    private <T> T read(Readers.Query<T> query) throws SpoolException {
        try {
            return readers.read(query);
        } catch (SQLException e) {
            throw new SpoolException("the history cannot be read: " + e.getMessage(), e, false);
        }
    }
}
