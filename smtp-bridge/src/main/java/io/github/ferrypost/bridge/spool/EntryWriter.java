package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message into the tables: its body in chunks, and the entry in one transaction with the last chunk. Until the
 * entry exists the message does not. A body of one chunk takes one transaction; of a larger body, each chunk but the
 * last is a transaction of its own, so that a 150 MB message needs little heap and does not block others. Safe for use
 * by many threads.
 */
final class EntryWriter {
    static final int CHUNK = 256 << 10;

    /** Memory per message, in chunks: the one being written, the next one, and the pieces it is assembled from. */
    private static final int COPIES = 3;
    /** In bytes, for all messages being stored: an eighth of the heap, and enough for two messages. */
    private static final long MOST_HEAP = Math.max(
            2L * COPIES * CHUNK, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    /** A body that has not grown for this long was left by a crash. */
    static final Duration PATIENCE = Duration.ofHours(1);

    /** A rough size in bytes of an entry's row and indices, for {@link Writer}. */
    private static final int ENTRY_BYTES = 1024;

    private final StoreRoom room;
    private final Writer writer;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore heap = new Semaphore((int) (MOST_HEAP >> 10), true);

    EntryWriter(StoreRoom room, Writer writer, Ids ids, Clock clock) {
        this.room = room;
        this.writer = writer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores a message. Callers wait here while the heap limit is reached; their bodies stay where they are. */
    EntryId store(NewEntry incoming) throws SpoolException {
        room.check(incoming.message().size());
        int kilobytes =
                (int) Math.min(MOST_HEAP >> 10, ((Math.min(incoming.message().size(), CHUNK) * COPIES) >> 10) + 1);
        heap.acquireUninterruptibly(kilobytes);
        try {
            return storeNow(incoming);
        } finally {
            heap.release(kilobytes);
        }
    }

    private EntryId storeNow(NewEntry incoming) throws SpoolException {
        EntryId id = ids.next();
        MessageDigest digest = EntryDigest.digest();
        int position = 0;
        long size = 0;
        try (InputStream stream = incoming.message().open()) {
            byte[] chunk = next(stream, digest);
            while (chunk.length == CHUNK) {
                byte[] following = next(stream, digest);
                if (following.length == 0) {
                    break;
                }
                stage(id, position++, chunk);
                size += chunk.length;
                chunk = following;
            }
            finish(id, incoming, new Last(position, chunk, size + chunk.length, EntryDigest.hex(digest)));
        } catch (IOException e) {
            discard(id, position);
            throw new SpoolException("the message to store cannot be read: " + e.getMessage(), e, false);
        } catch (SpoolException | RuntimeException | Error e) {
            discard(id, position);
            throw e;
        }
        return id;
    }

    private static byte[] next(InputStream stream, MessageDigest digest) throws IOException {
        byte[] chunk = stream.readNBytes(CHUNK);
        digest.update(chunk);
        return chunk;
    }

    private void stage(EntryId id, int position, byte[] chunk) throws SpoolException {
        long until = clock.instant().plus(PATIENCE).toEpochMilli();
        writer.call(
                db -> {
                    if (position == 0) {
                        db.update(Sql.INSERT_LOOSE, id.value(), until);
                    } else {
                        refuseIfNone(db.update(Sql.EXTEND_LOOSE, until, id.value()));
                    }
                    return db.update(Sql.INSERT_CHUNK, id.value(), position, chunk);
                },
                chunk.length);
    }

    private void finish(EntryId id, NewEntry incoming, Last last) throws SpoolException {
        writer.call(
                db -> {
                    if (last.position > 0) {
                        refuseIfNone(db.update(Sql.DELETE_LOOSE, id.value()));
                    }
                    insert(db, id, incoming, last);
                    return id;
                },
                ENTRY_BYTES * (1 + incoming.envelope().recipients().size()) + last.chunk.length);
    }

    private static void refuseIfNone(int rows) throws SpoolException {
        if (rows == 0) {
            throw new SpoolException("the message took longer than " + PATIENCE + " to be written to the spool");
        }
    }

    /** Stores a short message such as a bounce within the caller's transaction; its body is already in memory. */
    void insertWhole(Db db, EntryId id, NewEntry incoming, byte[] body) throws SQLException {
        MessageDigest digest = EntryDigest.digest();
        digest.update(body);
        int position = 0;
        int from = 0;
        while (body.length - from > CHUNK) {
            byte[] chunk = Arrays.copyOfRange(body, from, from + CHUNK);
            db.update(Sql.INSERT_CHUNK, id.value(), position++, chunk);
            from += CHUNK;
        }
        byte[] rest = Arrays.copyOfRange(body, from, body.length);
        insert(db, id, incoming, new Last(position, rest, body.length, EntryDigest.hex(digest)));
    }

    private void insert(Db db, EntryId id, NewEntry in, Last last) throws SQLException {
        if (last.chunk.length > 0) {
            db.update(Sql.INSERT_CHUNK, id.value(), last.position, last.chunk);
        }
        List<String> recipients = in.envelope().recipients();
        String sender = in.envelope().sender();
        db.update(
                Sql.INSERT_ENTRY,
                id.value(),
                in.account(),
                sender,
                in.arrivedAt().toEpochMilli(),
                in.due().toEpochMilli(),
                in.tries(),
                in.inDoubt() ? 1 : 0,
                in.doubts(),
                in.faults(),
                in.client().login(),
                in.client().address(),
                Pairs.text(in.dsn()),
                last.size,
                last.sha256,
                EntryDigest.of(id, in.account(), sender, recipients, in.dsn(), last.size, last.sha256));
        for (int i = 0; i < recipients.size(); i++) {
            String address = recipients.get(i);
            Optional<Status> status = Optional.ofNullable(in.statuses().get(address));
            Object[] s = Statuses.columns(status);
            @Nullable Long tried = status.isPresent() ? clock.millis() : null;
            db.update(Sql.INSERT_RECIPIENT, id.value(), i, address, s[0], s[1], s[2], s[3], s[4], s[5], s[6], tried);
        }
        for (Map.Entry<String, String> note : in.notes().entrySet()) {
            db.update(Sql.INSERT_NOTE, id.value(), note.getKey(), note.getValue());
        }
    }

    /** Deletes what a failed store has written. If this fails too, {@link BodyCleanup} does it later. */
    private void discard(EntryId id, int staged) {
        if (staged == 0) {
            return;
        }
        try {
            writer.call(db -> {
                db.update(Sql.DELETE_LOOSE, id.value());
                return db.update(Sql.ORPHAN_CHUNKS, id.value(), id.value());
            });
        } catch (SpoolException e) {
            // the original failure is already reported
        }
    }

    /** The last chunk of a body, with the size and digest of the whole. */
    private static final class Last {
        private final int position;
        private final byte[] chunk;
        private final long size;
        private final String sha256;

        Last(int position, byte[] chunk, long size, String sha256) {
            this.position = position;
            this.chunk = chunk;
            this.size = size;
            this.sha256 = sha256;
        }
    }
}
