package io.github.ferrypost.bridge.spool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry as stored in the tables, with its checksums. Immutable.
 *
 * @param sha256 of the body, in hexadecimal
 * @param seal over the whole entry, see {@link EntryDigest}
 */
record EntryRow(Entry entry, String sha256, String seal) {

    static Optional<EntryRow> load(Db db, EntryId id) throws SQLException {
        List<Recipient> recipients = db.query(EntryRow::recipient, Sql.RECIPIENTS, id.value());
        return db.first(row -> entry(row, recipients), Sql.ENTRY, id.value());
    }

    /** Whether everything but the body is as it was stored; the body's reader checks the body. */
    boolean isSealed() {
        List<String> addresses =
                entry.recipients().stream().map(Recipient::address).toList();
        return EntryDigest.of(entry.id(), entry.account(), entry.sender(), addresses, entry.dsn(), entry.size(), sha256)
                .equals(seal);
    }

    private static EntryRow entry(ResultSet row, List<Recipient> recipients) throws SQLException {
        Entry entry = new Entry(
                new EntryId(row.getLong("id")),
                state(row.getString("state")),
                row.getString("account"),
                row.getString("sender"),
                recipients,
                Instant.ofEpochMilli(row.getLong("arrived")),
                Instant.ofEpochMilli(row.getLong("due")),
                row.getInt("tries"),
                new SubmittingClient(row.getString("login"), row.getString("client")),
                row.getLong("size"),
                row.getInt("in_doubt") != 0,
                row.getInt("doubts"),
                row.getInt("faults"),
                row.getInt("forced") != 0,
                Pairs.map(row.getString("dsn")),
                row.getString("reason"));
        return new EntryRow(entry, row.getString("sha256"), row.getString("seal"));
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        long tried = row.getLong("tried");
        return new Recipient(
                row.getString("address"),
                Statuses.read(row),
                tried == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(tried)),
                row.getInt("reported") != 0);
    }

    /** An unknown name was not written by the bridge. */
    static State state(String name) {
        for (State state : State.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return State.CORRUPT;
    }
}
