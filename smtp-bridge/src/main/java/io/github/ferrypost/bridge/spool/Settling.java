package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Applies what a deliverer or an operator decides about an entry, within a transaction. */
final class Settling {
    private Settling() {}

    /** @return false, with nothing changed, if the claim is no longer valid */
    static boolean settle(Db db, Claim claim, Settlement settlement, Instant now) throws SQLException {
        EntryId id = claim.id();
        Optional<Long> size = db.first(row -> row.getLong(1), Sql.IS_CLAIMED, id.value(), claim.token());
        if (size.isEmpty()) {
            return false;
        }
        record(db, id, settlement, now);
        int doubt = settlement.inDoubt() ? 1 : 0;
        int unprovable = settlement.unprovable() ? 1 : 0;
        switch (settlement.next()) {
            case DONE -> delete(db, id, size.get());
            case RETRY, HOLD ->
                db.update(
                        Sql.SETTLE_RETRY,
                        (settlement.next() == Settlement.Next.HOLD ? State.HELD : State.QUEUED).name(),
                        settlement.reason(),
                        settlement.due().toEpochMilli(),
                        doubt,
                        unprovable,
                        settlement.fault() ? 1 : 0,
                        // an arrival in the future was recorded by a wrong clock, and the entry would never expire
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        id.value(),
                        claim.token());
            case DEAD -> db.update(Sql.SETTLE_DEAD, settlement.reason(), doubt, unprovable, id.value(), claim.token());
        }
        return true;
    }

    private static void record(Db db, EntryId id, Settlement settlement, Instant now) throws SQLException {
        if (settlement.next() == Settlement.Next.DONE) {
            return;
        }
        // by position, which is the primary key; an address may occur twice in an envelope
        List<String> addresses = db.query(row -> row.getString("address"), Sql.ADDRESSES, id.value());
        for (int i = 0; i < addresses.size(); i++) {
            Status status = settlement.statuses().get(addresses.get(i));
            if (status != null) {
                Object[] s = Statuses.columns(Optional.of(status));
                db.update(
                        Sql.UPDATE_RECIPIENT,
                        s[0],
                        s[1],
                        s[2],
                        s[3],
                        s[4],
                        s[5],
                        s[6],
                        now.toEpochMilli(),
                        id.value(),
                        i);
            }
        }
        if (settlement.report().isPresent()) {
            db.update(Sql.MARK_REPORTED, id.value());
        }
    }

    /** Only detaches a large body: freeing its pages takes long, and {@link BodyCleanup} does it piece by piece. */
    static void delete(Db db, EntryId id, long size) throws SQLException {
        db.update(Sql.DELETE_ENTRY, id.value());
        db.update(Sql.DELETE_RECIPIENTS, id.value());
        db.update(Sql.DELETE_NOTES, id.value());
        if (size > EntryWriter.CHUNK) {
            db.update(Sql.INSERT_LOOSE, id.value(), 0);
        } else {
            db.update(Sql.DELETE_CHUNKS, id.value());
        }
    }
}
