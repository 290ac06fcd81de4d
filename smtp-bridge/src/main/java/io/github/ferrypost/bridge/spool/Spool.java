package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.ProcessExit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The durable queue. Every change is on disk, synced, when the method returns. A method that throws
 * {@link SpoolException} has changed nothing and can be called again. Safe for use by many threads, and by several
 * processes on one machine.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Spool.class.getName());

    private final Dialect dialect;
    private final Clock clock;
    private final Optional<SpoolLock> lock;
    private final Writer writer;
    private final Readers readers;
    private final Ids ids;
    private final StoreRoom room;
    private final EntryWriter storing;
    private final LeaseManager claiming;
    private final BodyCleanup sweep;
    private final Listing listing;
    private final OperatorChanges operations;
    private final History history;

    private Spool(Dialect dialect, Clock clock, Optional<SpoolLock> lock, EssentialThreads threads) {
        this.dialect = dialect;
        this.clock = clock;
        this.lock = lock;
        this.writer = new Writer(dialect, threads);
        this.readers = new Readers(dialect);
        this.room = new StoreRoom(dialect, readers);
        this.ids = new Ids(clock);
        this.storing = new EntryWriter(room, writer, ids, clock);
        this.claiming = new LeaseManager(dialect, clock);
        this.sweep = new BodyCleanup(dialect, writer, clock);
        this.listing = new Listing(readers);
        this.operations = new OperatorChanges(writer, clock);
        this.history = new History(room, writer, readers);
    }

    /** Whether this directory contains a spool. */
    public static boolean exists(Path directory) {
        return Sqlite.exists(directory);
    }

    /**
     * Opens the spool in a directory, possibly beside a bridge that delivers from it, as the {@code queue} command
     * does.
     *
     * @param directory created if it is missing, readable by its owner only
     */
    public static Spool open(Path directory, Clock clock) throws SpoolException {
        try {
            return open(new Sqlite(directory), clock, Optional.empty(), new EssentialThreads(new ProcessExit()));
        } catch (IOException e) {
            throw new SpoolException("the spool " + directory + " cannot be opened: " + e.getMessage(), e, false);
        }
    }

    /** Like {@link #openToDeliver(Path, Clock, EssentialThreads)}, for a program that exits if the writer fails. */
    public static Spool openToDeliver(Path directory, Clock clock) throws SpoolException {
        return openToDeliver(directory, clock, new EssentialThreads(new ProcessExit()));
    }

    /**
     * Opens the spool in a directory to deliver from it. Entries that the previous process had claimed when it died
     * return to the queue, in doubt.
     *
     * @param threads runs the writer thread
     * @throws SpoolException also if another process already delivers from it
     */
    public static Spool openToDeliver(Path directory, Clock clock, EssentialThreads threads) throws SpoolException {
        try {
            Sqlite dialect = new Sqlite(directory);
            SpoolLock lock = SpoolLock.take(directory);
            NativeLibrary.removeAbandoned(directory);
            dialect.rebuildIfQuick();
            return open(dialect, clock, Optional.of(lock), threads);
        } catch (IOException e) {
            throw new SpoolException("the spool " + directory + " cannot be opened: " + e.getMessage(), e, false);
        }
    }

    static Spool open(Dialect dialect, Clock clock, Optional<SpoolLock> lock) throws SpoolException {
        return open(dialect, clock, lock, new EssentialThreads(new ProcessExit()));
    }

    static Spool open(Dialect dialect, Clock clock, Optional<SpoolLock> lock, EssentialThreads threads)
            throws SpoolException {
        Spool spool = new Spool(dialect, clock, lock, threads);
        try {
            spool.prepare();
        } catch (SpoolException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    private void prepare() throws SpoolException {
        writer.call(db -> {
            Schema.prepare(db, dialect);
            if (lock.isPresent()) {
                db.update(Sql.RETURN_ALL, clock.millis());
                db.update(Sql.FORGET_HELD_CLAIMS);
                // only the process with the lock stores messages, so these are what a crash left
                db.update(Sql.ABANDON_LOOSE);
            }
            return 0;
        });
        sweep.now();
    }

    /** Stores a message. Concurrent callers share one sync. */
    public EntryId store(NewEntry incoming) throws SpoolException {
        return storing.store(incoming);
    }

    /**
     * Claims entries that are due, fairly between accounts and between new and retried messages. Entries whose lease
     * has expired return to the queue first, in doubt.
     *
     * @param max how many at most
     * @param room how many more entries the account with this name can take now, such as 0 if it is blocked; returns at
     *     once and must not call the spool
     * @param lease for how long; {@link #renew} extends it
     */
    public List<Claim> claim(int max, ToIntFunction<String> room, Duration lease) throws SpoolException {
        return claim(new ClaimRequest(max, room, lease, Optional.empty()));
    }

    /**
     * Claims entries that are due, fairly between accounts and between new and retried messages. Entries that an
     * operator retried come first, regardless of their account's capacity.
     */
    public List<Claim> claim(ClaimRequest request) throws SpoolException {
        sweep.maybe();
        return lend(request).stream().map(this::claim).toList();
    }

    /** A damaged entry must not block the others: sets it aside and claims again. */
    private List<LeaseManager.Lent> lend(ClaimRequest request) throws SpoolException {
        while (true) {
            try {
                return writer.call(db -> claiming.claim(db, request));
            } catch (SpoolException e) {
                if (!(e.getCause() instanceof LeaseManager.Damaged damaged)) {
                    throw e;
                }
                setAside(damaged.id(), "the database cannot read it");
                if (Optional.of(State.QUEUED).equals(writer.call(db -> Listing.state(db, damaged.id())))) {
                    throw e;
                }
            }
        }
    }

    /**
     * Stores a message while an attempt for it runs, already claimed. If the process dies before the claim is settled,
     * the entry returns to the queue, in doubt.
     */
    public Claim storeClaimed(NewEntry incoming, Duration lease) throws SpoolException {
        Instant until = clock.instant().plus(lease);
        EntryId id = storing.store(incoming.withDue(until).withDoubt());
        Optional<LeaseManager.Lent> lent = writer.call(db -> claiming.lend(db, id, until));
        return lent.map(each -> claim(each))
                .orElseThrow(() -> new SpoolException("entry " + id + " disappeared while it was being stored"));
    }

    private Claim claim(LeaseManager.Lent lent) {
        return new Claim(lent.stored().entry(), body(lent.stored()), lent.token());
    }

    /** Extends the lease to this long from now; returns false if the claim is no longer valid. */
    public boolean renew(Claim claim, Duration lease) throws SpoolException {
        long until = clock.instant().plus(lease).toEpochMilli();
        return writer.call(db -> db.update(Sql.RENEW, until, claim.id().value(), claim.token())) > 0;
    }

    /**
     * Settles a claim.
     *
     * @return false if the claim is no longer valid, because its lease has expired or the entry was removed; nothing is
     *     changed then, and no bounce stored
     */
    public boolean settle(Claim claim, Settlement settlement) throws SpoolException {
        byte[] report =
                settlement.report().isPresent() ? bytes(settlement.report().get()) : new byte[0];
        boolean held = writer.call(
                db -> {
                    boolean settled = Settling.settle(db, claim, settlement, clock.instant());
                    if (settled && settlement.report().isPresent()) {
                        storing.insertWhole(db, ids.next(), settlement.report().get(), report);
                    }
                    return settled;
                },
                report.length);
        sweepAfter(claim.entry().size());
        return held;
    }

    private static byte[] bytes(NewEntry report) throws SpoolException {
        try (InputStream stream = report.message().open()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new SpoolException("the bounce cannot be read: " + e.getMessage(), e, false);
        }
    }

    private void sweepAfter(long size) {
        if (size > EntryWriter.CHUNK) {
            sweep.now();
        }
    }

    /**
     * Stores a note with the entry, such as the id of a draft made for it; replaces an earlier note of that name.
     * Deleted with the entry.
     *
     * @return false if there is no such entry
     */
    public boolean putNote(EntryId id, String name, String value) throws SpoolException {
        return writer.call(db -> {
            boolean exists = db.first(row -> 1, Sql.HAS_ENTRY, id.value()).isPresent();
            if (exists && db.update(Sql.UPDATE_NOTE, value, id.value(), name) == 0) {
                db.update(Sql.INSERT_NOTE, id.value(), name, value);
            }
            return exists;
        });
    }

    /** All notes of an entry, by name. */
    public Map<String, String> notes(EntryId id) throws SpoolException {
        return listing.notes(id);
    }

    /** Records a name permanently, such as that of an account that has delivered. Idempotent. */
    public void learn(String name) throws SpoolException {
        writer.call(db -> {
            boolean known = db.first(row -> 1, Sql.IS_KNOWN, name).isPresent();
            return known ? 0 : db.update(Sql.INSERT_KNOWN, name);
        });
    }

    /** Whether {@link #learn} was ever called with this name. */
    public boolean knows(String name) throws SpoolException {
        return listing.knows(name);
    }

    /**
     * Holds an entry until it is released. A running attempt continues; if it delivers, the entry is deleted.
     *
     * @return the state it was in, or empty if there is no such entry
     */
    public Optional<State> hold(EntryId id, String reason) throws SpoolException {
        return operations.hold(id, reason);
    }

    /**
     * Ends {@link #hold}; an entry that is not held is unchanged.
     *
     * @return the state it was in, or empty if there is no such entry
     */
    public Optional<State> release(EntryId id) throws SpoolException {
        return operations.release(id);
    }

    /**
     * Makes an entry due at once, whether it waits or is held, dead or corrupt (a corrupt one is checked again). For a
     * dead one, the refused recipients are retried. A claimed entry is already being attempted.
     *
     * @return the state it was in, or empty if there is no such entry
     */
    public Optional<State> retryNow(EntryId id) throws SpoolException {
        return operations.retryNow(id);
    }

    /**
     * Makes the waiting entries of an account due at once, except those that may have arrived.
     *
     * @return how many there are
     */
    public int hurry(String account) throws SpoolException {
        return operations.hurry(account);
    }

    /**
     * Deletes an entry. A CLAIMED one may still arrive: the running attempt cannot be cancelled, though it fails if it
     * has not yet read the whole message, and its settlement finds nothing.
     *
     * @return the state it was in, or empty if there is no such entry
     */
    public Optional<State> remove(EntryId id) throws SpoolException {
        long size = show(id).map(Entry::size).orElse(0L);
        Optional<State> before = operations.remove(id, size);
        sweepAfter(size);
        return before;
    }

    /**
     * Entries in the order they were stored, starting after {@code after}; pass the last of one page to get the next.
     */
    public List<Entry> list(Filter filter, Optional<EntryId> after, int limit) throws SpoolException {
        return listing.list(filter, after, limit);
    }

    /** One entry, or empty if it no longer exists. */
    public Optional<Entry> show(EntryId id) throws SpoolException {
        return listing.show(id);
    }

    /**
     * Writes an entry's message as it is in the spool.
     *
     * @return false if there is no such entry
     * @throws CorruptEntryException if the message differs from what was stored; everything that is left has been
     *     written
     */
    public boolean export(EntryId id, OutputStream out) throws SpoolException, IOException {
        return listing.export(id, out);
    }

    /** What became of each message. */
    public History history() {
        return history;
    }

    public Stats stats() throws SpoolException {
        return listing.stats();
    }

    private StoredBody body(EntryRow stored) {
        EntryId id = stored.entry().id();
        return new StoredBody(stored, readers, dialect, reason -> setAside(id, reason));
    }

    private void setAside(EntryId id, String reason) {
        LOG.log(Level.ERROR, "entry {0} is corrupt and set aside: {1}", id, reason);
        try {
            writer.call(db -> db.update(Sql.SET_ASIDE, reason, id.value()));
        } catch (SpoolException e) {
            LOG.log(Level.ERROR, "cannot set entry {0} aside; the bridge will find it corrupt again", id);
        }
    }

    /** How many transactions were committed: compared with {@link #store}, it shows how well they are grouped. */
    long commits() {
        return writer.commits();
    }

    /** Writes and syncs without changing anything, to check whether a message could be stored now. */
    public void probe() throws SpoolException {
        room.check(0);
        writer.call(db -> db.update(Sql.REWRITE_VERSION));
    }

    /** The free space for files beside the queue, such as incoming messages. */
    public DiskRoom disk() {
        return dialect.disk();
    }

    /** Finishes what was started and releases the files. The spool cannot be used afterwards. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        lock.ifPresent(SpoolLock::close);
    }
}
