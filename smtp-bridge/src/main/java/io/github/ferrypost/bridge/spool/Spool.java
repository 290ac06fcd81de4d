package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.bridge.thread.EssentialThreads;
import io.github.ferrypost.bridge.thread.ProcessExit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The durable queue. Whatever changes it is on the disk, synced, when the method returns; a method that throws {@link
 * SpoolException} has changed nothing, and can be called again. Safe for use by many threads, and by several processes of
 * one machine.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Spool.class.getName());

    private final Dialect dialect;
    private final Clock clock;
    private final Optional<SpoolLock> berth;
    private final Writer writer;
    private final Readers readers;
    private final Ids ids;
    private final StoreRoom room;
    private final EntryWriter storing;
    private final LeaseManager claiming;
    private final BodyCleanup sweep;
    private final Listing listing;

    private Spool(Dialect dialect, Clock clock, Optional<SpoolLock> berth, EssentialThreads threads) {
        this.dialect = dialect;
        this.clock = clock;
        this.berth = berth;
        this.writer = new Writer(dialect, threads);
        this.readers = new Readers(dialect);
        this.room = new StoreRoom(dialect, readers);
        this.ids = new Ids(clock);
        this.storing = new EntryWriter(room, writer, ids, clock);
        this.claiming = new LeaseManager(dialect, clock);
        this.sweep = new BodyCleanup(dialect, writer, clock);
        this.listing = new Listing(readers);
    }

    /** Whether a spool was ever made in this directory. */
    public static boolean exists(Path directory) {
        return Sqlite.exists(directory);
    }

    /**
     * Opens the spool of a directory beside whoever delivers from it, as the {@code queue} command does.
     *
     * @param directory made where it is missing, readable by its owner only
     */
    public static Spool open(Path directory, Clock clock) throws SpoolException {
        try {
            return open(new Sqlite(directory), clock, Optional.empty(), new EssentialThreads(new ProcessExit()));
        } catch (IOException e) {
            throw new SpoolException("the spool " + directory + " cannot be opened: " + e.getMessage(), e, false);
        }
    }

    /** {@link #openToDeliver(Path, Clock, EssentialThreads)} for a program of its own, which ends where the writer fails. */
    public static Spool openToDeliver(Path directory, Clock clock) throws SpoolException {
        return openToDeliver(directory, clock, new EssentialThreads(new ProcessExit()));
    }

    /**
     * Opens the spool of a directory to deliver from it. What the last process had claimed when it died returns to the
     * queue, in doubt.
     *
     * @param threads runs the thread that writes
     * @throws SpoolException also where another process has opened it so
     */
    public static Spool openToDeliver(Path directory, Clock clock, EssentialThreads threads) throws SpoolException {
        try {
            Sqlite dialect = new Sqlite(directory);
            SpoolLock berth = SpoolLock.take(directory);
            NativeLibrary.removeAbandoned(directory);
            dialect.rebuildIfQuick();
            return open(dialect, clock, Optional.of(berth), threads);
        } catch (IOException e) {
            throw new SpoolException("the spool " + directory + " cannot be opened: " + e.getMessage(), e, false);
        }
    }

    static Spool open(Dialect dialect, Clock clock, Optional<SpoolLock> berth) throws SpoolException {
        return open(dialect, clock, berth, new EssentialThreads(new ProcessExit()));
    }

    static Spool open(Dialect dialect, Clock clock, Optional<SpoolLock> berth, EssentialThreads threads)
            throws SpoolException {
        Spool spool = new Spool(dialect, clock, berth, threads);
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
            dialect.createTables(db);
            int version = db.first(row -> row.getInt(1), Sql.GET_VERSION).orElse(0);
            if (version == 0) {
                db.update(Sql.SET_VERSION, Sql.VERSION);
            } else if (version == 1) {
                for (String statement : Sql.TO_VERSION_2) {
                    db.run(statement);
                }
            } else if (version != Sql.VERSION) {
                throw new SpoolException("the spool is of version " + version + ", and this program knows version "
                        + Sql.VERSION + " only");
            }
            db.run(Sql.FORCED_INDEX);
            if (berth.isPresent()) {
                db.update(Sql.RETURN_ALL, clock.millis());
                db.update(Sql.FORGET_HELD_CLAIMS);
            }
            return version;
        });
        sweep.now();
    }

    /** Keeps a message. Many threads that store at once share one sync. */
    public EntryId store(NewEntry incoming) throws SpoolException {
        return storing.store(incoming);
    }

    /**
     * Lends entries that are due, fairly between accounts and between new and old mail; those whose lease has run out are
     * in the queue again, in doubt.
     *
     * @param max how many at most
     * @param room how many more the account of this name can take now, such as 0 for one that is blocked; answers at once
     *     and calls nothing of the spool
     * @param lease for how long; {@link #renew} makes it longer
     */
    public List<Claim> claim(int max, ToIntFunction<String> room, Duration lease) throws SpoolException {
        return claim(new ClaimRequest(max, room, lease, Optional.empty()));
    }

    /**
     * Lends entries that are due, fairly between accounts and between new and old mail. What an operator asked for comes
     * first, whatever room its account has.
     */
    public List<Claim> claim(ClaimRequest request) throws SpoolException {
        sweep.maybe();
        return lend(request).stream().map(this::claim).toList();
    }

    /** One damaged entry must not keep all the others from being sent: it is set aside, and the rest asked for again. */
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
     * Keeps a message that is being tried at this moment, with a claim for that try. Should the process die before the claim
     * is settled, the entry returns to the queue, in doubt.
     */
    public Claim storeClaimed(NewEntry incoming, Duration lease) throws SpoolException {
        Instant until = clock.instant().plus(lease);
        EntryId id = storing.store(incoming.withDue(until).withDoubt());
        Optional<LeaseManager.Lent> lent = writer.call(db -> claiming.lend(db, id, until));
        return lent.map(each -> claim(each))
                .orElseThrow(() -> new SpoolException("entry " + id + " is gone while it was stored"));
    }

    private Claim claim(LeaseManager.Lent lent) {
        return new Claim(lent.stored().entry(), body(lent.stored()), lent.token());
    }

    /** Makes the lease end this much after now; false where the claim does not stand any more. */
    public boolean renew(Claim claim, Duration lease) throws SpoolException {
        long until = clock.instant().plus(lease).toEpochMilli();
        return writer.call(db -> db.update(Sql.RENEW, until, claim.id().value(), claim.token())) > 0;
    }

    /**
     * Ends a claim.
     *
     * @return false where the claim does not stand any more, since its lease has run out or the entry was removed; nothing
     *     was changed then, nor a report stored
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
            throw new SpoolException("the report cannot be read: " + e.getMessage(), e, false);
        }
    }

    private void sweepAfter(long size) {
        if (size > EntryWriter.CHUNK) {
            sweep.now();
        }
    }

    /**
     * Keeps a note with the entry, such as the id of a draft that was made for it, in place of an earlier one of that name.
     * It goes when the entry goes.
     *
     * @return false where there is no such entry
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

    /** Keeps a name for good, such as that of an account that has delivered; one that is known already stays known. */
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
     * Keeps an entry from being tried, until it is released. A try that runs goes on: if it delivers, the entry goes.
     *
     * @return the state it was in, or nothing where there is no such entry
     */
    public Optional<State> hold(EntryId id, String reason) throws SpoolException {
        return operate(id, db -> db.update(Sql.HOLD, reason, id.value()));
    }

    /** Ends {@link #hold}; an entry that is not held stays as it is. */
    public Optional<State> release(EntryId id) throws SpoolException {
        return operate(id, db -> release(db, id));
    }

    private int release(Db db, EntryId id) throws SQLException {
        // a claim that still runs keeps its entry, or the message would go out twice
        return db.update(Sql.RELEASE_TO_CLAIM, id.value(), clock.millis()) + db.update(Sql.RELEASE, id.value());
    }

    /**
     * Makes an entry due at once, whether it waits, is held, dead or corrupt (it is checked anew). Of a dead one, the refused
     * recipients are tried again. A claimed one is being tried anyway.
     */
    public Optional<State> retryNow(EntryId id) throws SpoolException {
        return operate(id, db -> {
            Optional<State> before = Listing.state(db, id);
            if (before.equals(Optional.of(State.DEAD))) {
                db.update(Sql.REOPEN_RECIPIENTS, id.value());
            }
            release(db, id);
            return db.update(Sql.RETRY_NOW, clock.millis(), id.value());
        });
    }

    /**
     * Deletes an entry for good. One that is CLAIMED may still arrive: the try that runs cannot be called back, though it
     * fails if it has not read the whole message yet, and its settlement finds nothing.
     */
    public Optional<State> remove(EntryId id) throws SpoolException {
        Optional<Entry> entry = show(id);
        Optional<State> before = operate(id, db -> {
            Settling.delete(db, id, entry.map(Entry::size).orElse(0L));
            return 1;
        });
        sweepAfter(entry.map(Entry::size).orElse(0L));
        return before;
    }

    private Optional<State> operate(EntryId id, Writer.Job<Integer> change) throws SpoolException {
        return writer.call(db -> {
            Optional<State> before = Listing.state(db, id);
            if (before.isPresent()) {
                change.run(db);
            }
            return before;
        });
    }

    /** Entries in the order they were stored, from the one after {@code after} on; give the last of one page for the next. */
    public List<Entry> list(Filter filter, Optional<EntryId> after, int limit) throws SpoolException {
        return listing.list(filter, after, limit);
    }

    /** One entry, or nothing where it does not exist any more. */
    public Optional<Entry> show(EntryId id) throws SpoolException {
        return listing.show(id);
    }

    /**
     * Writes the message of an entry as it lies in the spool.
     *
     * @return false where there is no such entry
     * @throws CorruptEntryException after all that is left of it was written, where that is not what was stored
     */
    public boolean export(EntryId id, OutputStream out) throws SpoolException, IOException {
        return listing.export(id, out);
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
            LOG.log(Level.ERROR, "entry {0} could not be set aside, and will be found corrupt again", id);
        }
    }

    /** How many transactions were committed: with {@link #store}, the measure of how well they are grouped. */
    long commits() {
        return writer.commits();
    }

    /** Writes and syncs without changing anything, to know whether a mail could be stored now. */
    public void probe() throws SpoolException {
        room.check(0);
        writer.call(db -> db.update(Sql.REWRITE_VERSION));
    }

    /** The room on the disk for files beside the queue, such as mail that is coming in. */
    public DiskRoom disk() {
        return dialect.disk();
    }

    /** Ends what was begun, and lets go of the files. Nothing can be asked for afterwards. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        berth.ifPresent(SpoolLock::close);
    }
}
