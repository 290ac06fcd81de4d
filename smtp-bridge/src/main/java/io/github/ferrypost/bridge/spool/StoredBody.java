package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry, read chunk by chunk. Returns the last chunk only after the digest of the whole body matched,
 * so that a corrupt message is never complete at the receiver.
 */
final class StoredBody implements ByteSource {
    private final EntryId id;
    private final long size;
    private final String sha256;
    private final Readers readers;
    private final Dialect dialect;
    private final Consumer<String> onCorrupt;

    /** @param onCorrupt gets the reason, before the reader gets its exception */
    StoredBody(EntryRow stored, Readers readers, Dialect dialect, Consumer<String> onCorrupt) {
        this.id = stored.entry().id();
        this.size = stored.entry().size();
        this.sha256 = stored.sha256();
        this.readers = readers;
        this.dialect = dialect;
        this.onCorrupt = onCorrupt;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new Chunks();
    }

    private CorruptEntryException corrupt(String reason, @Nullable Throwable cause) {
        onCorrupt.accept(reason);
        return new CorruptEntryException("entry " + id + " is corrupt: " + reason, cause);
    }

    private byte[] chunk(int position) throws IOException {
        Optional<byte[]> bytes;
        boolean exists;
        try {
            bytes = readers.read(db -> db.first(row -> row.getBytes(1), Sql.CHUNK, id.value(), position));
            exists = bytes.isPresent()
                    || readers.read(db -> db.first(row -> 1, Sql.HAS_ENTRY, id.value()))
                            .isPresent();
        } catch (SQLException e) {
            if (dialect.isDamaged(e)) {
                throw corrupt("the database cannot read it", e);
            }
            throw new IOException("the spool cannot be read: " + e.getMessage(), e);
        }
        if (!exists) {
            throw new IOException("entry " + id + " was removed");
        }
        return bytes.orElseThrow(() -> corrupt("a part of it is missing", null));
    }

    private final class Chunks extends InputStream {
        private final MessageDigest digest = EntryDigest.digest();
        private byte[] chunk = {};
        private int next;
        private int position;
        private long given;
        private @Nullable IOException failure;

        @Override
        public int read() throws IOException {
            return fill() ? chunk[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, chunk.length - next);
            System.arraycopy(chunk, next, target, offset, count);
            next += count;
            return count;
        }

        @Override
        public int available() {
            return chunk.length - next;
        }

        /** Whether a byte is available. A stream that has failed keeps failing, and never reports end of stream. */
        private boolean fill() throws IOException {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (next == chunk.length && given < size) {
                try {
                    chunk = checked(chunk(position));
                } catch (IOException e) {
                    failure = e;
                    throw e;
                }
                position++;
                next = 0;
            }
            return next < chunk.length;
        }

        private byte[] checked(byte[] fresh) throws IOException {
            digest.update(fresh);
            given += fresh.length;
            if (fresh.length == 0 || given > size) {
                throw corrupt("its length is not " + size, null);
            }
            if (given == size && !EntryDigest.hex(digest).equals(sha256)) {
                throw corrupt("its SHA-256 does not match", null);
            }
            return fresh;
        }
    }
}
