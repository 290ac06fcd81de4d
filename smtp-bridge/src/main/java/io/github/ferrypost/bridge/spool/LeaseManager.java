package io.github.ferrypost.bridge.spool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leases entries that are due. Queries the index for one account after another, so that the cost depends on the number
 * of accounts and not on the length of the queue. Runs in the writer's thread.
 */
final class LeaseManager {
    private static final Logger LOG = System.getLogger(LeaseManager.class.getName());

    /**
     * The longest possible wait: the ceiling of Retry-After is an hour, and a random fifth is added. A later due time
     * was set by a wrong clock.
     */
    static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private static final int NEW = 0;
    private static final int OLD = 1;

    private final Dialect dialect;
    private final Clock clock;
    private final FairScheduler turn = new FairScheduler();
    private final SecureRandom random = new SecureRandom();

    LeaseManager(Dialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    /** A leased entry and its token. */
    record Lent(EntryRow stored, long token) {}

    List<Lent> claim(Db db, ClaimRequest request) throws SQLException {
        Instant now = clock.instant();
        Duration lease = request.lease();
        db.update(Sql.RETURN_EXPIRED, now.toEpochMilli());
        List<Lent> lent = new ArrayList<>();
        for (long id : db.query(row -> row.getLong(1), Sql.FORCED, request.max())) {
            lend(db, new EntryId(id), now.plus(lease)).ifPresent(lent::add);
        }
        int max = request.max() - lent.size();
        for (long id : turn.take(lanes(db, max, request, now), max)) {
            lend(db, new EntryId(id), now.plus(lease)).ifPresent(lent::add);
        }
        return lent;
    }

    /** The candidates of every account, in the scheduler's order. */
    private List<FairScheduler.Lane> lanes(Db db, int max, ClaimRequest request, Instant now) throws SQLException {
        List<FairScheduler.Lane> lanes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> account = following(db, turn.lastAccount());
        while (lanes.size() < max && account.isPresent() && seen.add(account.get())) {
            String name = account.get();
            int room = request.room().applyAsInt(name);
            // a paused mailbox must not keep expired entries waiting
            boolean overdueOnly =
                    room == ClaimRequest.PAUSED && request.overdue().isPresent();
            int most = overdueOnly ? max : Math.min(max, room);
            if (most > 0) {
                Instant arrived = request.overdue().orElse(now);
                List<Long> fresh =
                        overdueOnly ? overdue(db, name, NEW, now, arrived, most) : due(db, name, NEW, now, most);
                List<Long> old =
                        overdueOnly ? overdue(db, name, OLD, now, arrived, most) : due(db, name, OLD, now, most);
                if (!fresh.isEmpty() || !old.isEmpty()) {
                    lanes.add(new FairScheduler.Lane(name, most, fresh, old));
                }
            }
            account = following(db, account);
        }
        return lanes;
    }

    /** The next account with queued entries; after the last, the first. */
    private static Optional<String> following(Db db, Optional<String> account) throws SQLException {
        Optional<String> next = account.isEmpty()
                ? Optional.empty()
                : db.first(row -> row.getString(1), Sql.NEXT_ACCOUNT, account.get());
        return next.isPresent() ? next : db.first(row -> row.getString(1), Sql.FIRST_ACCOUNT);
    }

    private static List<Long> due(Db db, String account, int again, Instant now, int most) throws SQLException {
        List<Long> due = db.query(row -> row.getLong(1), Sql.DUE, account, again, now.toEpochMilli(), most);
        if (due.size() < most) {
            long farthest = now.plus(LONGEST_WAIT).toEpochMilli();
            due.addAll(db.query(row -> row.getLong(1), Sql.DUE_TOO_FAR, account, again, farthest, most - due.size()));
        }
        return due;
    }

    private static List<Long> overdue(Db db, String account, int again, Instant now, Instant arrived, int most)
            throws SQLException {
        return db.query(
                row -> row.getLong(1), Sql.OVERDUE, account, again, now.toEpochMilli(), Ids.last(arrived), most);
    }

    /** @return empty if another bridge has it */
    Optional<Lent> lend(Db db, EntryId id, Instant until) throws SQLException {
        long token = random.nextLong() | 1;
        // on a shared queue another bridge may have claimed it first
        if (db.update(Sql.CLAIM, token, until.toEpochMilli(), id.value()) == 0) {
            return Optional.empty();
        }
        Optional<EntryRow> stored = load(db, id).filter(EntryRow::isSealed);
        if (stored.isEmpty()) {
            LOG.log(Level.ERROR, "entry {0} is corrupt and set aside: its envelope differs from what was stored", id);
            db.update(Sql.SET_ASIDE, "its envelope differs from what was stored", id.value());
        }
        return stored.map(found -> new Lent(found, token));
    }

    private Optional<EntryRow> load(Db db, EntryId id) throws SQLException {
        try {
            return EntryRow.load(db, id);
        } catch (SQLException e) {
            throw dialect.isDamaged(e) ? new Damaged(id, e) : e;
        }
    }

    /**
     * The engine cannot read an entry. This transaction can then write no more, so another one sets the entry aside.
     */
    static final class Damaged extends SQLException {
        private static final long serialVersionUID = 1L;

        private final transient EntryId id;

        private Damaged(EntryId id, SQLException cause) {
            super(cause.getMessage(), cause);
            this.id = id;
        }

        EntryId id() {
            return id;
        }
    }
}
