package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Read-only queries for an operator. They do not wait for the writer. Safe for use by many threads. */
final class Listing {
    private final Readers readers;

    Listing(Readers readers) {
        this.readers = readers;
    }

    static Optional<State> state(Db db, EntryId id) throws SQLException {
        return db.first(row -> EntryRow.state(row.getString(1)), Sql.STATE, id.value());
    }

    Optional<Entry> show(EntryId id) throws SpoolException {
        return read(db -> load(db, id)).map(EntryRow::entry);
    }

    List<Entry> list(Filter filter, Optional<EntryId> after, int limit) throws SpoolException {
        StringBuilder sql = new StringBuilder(Sql.LIST);
        List<Object> values = new ArrayList<>();
        values.add(after.map(EntryId::value).orElse(-1L));
        filter.state().ifPresent(state -> {
            sql.append(Sql.LIST_STATE);
            values.add(state.name());
        });
        filter.account().ifPresent(account -> {
            sql.append(Sql.LIST_ACCOUNT);
            values.add(account);
        });
        filter.address().ifPresent(part -> {
            sql.append(Sql.LIST_ADDRESS);
            values.add(like(part));
            values.add(like(part));
        });
        values.add(limit);
        sql.append(Sql.LIST_END);
        return read(db -> {
            List<Entry> page = new ArrayList<>();
            for (long id : db.query(row -> row.getLong(1), sql.toString(), values.toArray())) {
                load(db, new EntryId(id)).map(EntryRow::entry).ifPresent(page::add);
            }
            return page;
        });
    }

    private static String like(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** Reads the recipients before the entry; if there are none, the entry was just being removed. */
    private static Optional<EntryRow> load(Db db, EntryId id) throws SQLException {
        return EntryRow.load(db, id)
                .filter(stored -> stored.entry().state() == State.CORRUPT
                        || !stored.entry().recipients().isEmpty());
    }

    Stats stats() throws SpoolException {
        return new Stats(read(db -> db.query(Listing::group, Sql.STATS)));
    }

    /** Ids ascend with time and contain it, so the index alone answers. */
    private static Stats.Row group(ResultSet row) throws SQLException {
        State state = EntryRow.state(row.getString(1));
        return new Stats.Row(state, row.getString(2), row.getLong(3), Ids.time(new EntryId(row.getLong(4))));
    }

    Map<String, String> notes(EntryId id) throws SpoolException {
        return read(db -> {
            Map<String, String> notes = new LinkedHashMap<>();
            db.query(row -> notes.put(row.getString("name"), row.getString("value")), Sql.NOTES, id.value());
            return notes;
        });
    }

    boolean knows(String name) throws SpoolException {
        return read(db -> db.first(row -> 1, Sql.IS_KNOWN, name).isPresent());
    }

    boolean export(EntryId id, OutputStream out) throws SpoolException, IOException {
        Optional<EntryRow> stored = read(db -> EntryRow.load(db, id));
        if (stored.isEmpty()) {
            return false;
        }
        MessageDigest digest = EntryDigest.digest();
        List<Integer> positions = read(db -> db.query(row -> row.getInt(1), Sql.POSITIONS, id.value()));
        for (int position : positions) {
            Optional<byte[]> chunk = read(db -> db.first(row -> row.getBytes(1), Sql.CHUNK, id.value(), position));
            if (chunk.isPresent()) {
                digest.update(chunk.get());
                out.write(chunk.get());
            }
        }
        if (!EntryDigest.hex(digest).equals(stored.get().sha256())) {
            throw new CorruptEntryException("entry " + id + " is corrupt: its SHA-256 does not match", null);
        }
        return true;
    }

    private <T> T read(Readers.Query<T> query) throws SpoolException {
        try {
            return readers.read(query);
        } catch (SQLException e) {
            throw new SpoolException("the spool cannot be read: " + e.getMessage(), e, false);
        }
    }
}
