package io.github.ferrypost.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A message with every line end as CRLF: a CR or LF that stands alone becomes one, as Angus does on the wire. A relay that
 * passed them on would let one message hold another (SMTP smuggling, CVE-2023-51764), and Exchange refuses them (550 5.6.11).
 */
public final class CanonicalLines {
    private CanonicalLines() {}

    /**
     * Reads the bytes once to count them.
     *
     * @return {@code bytes} themselves where there is nothing to mend, else a view that mends while it is read
     */
    public static ByteSource of(ByteSource bytes) throws IOException {
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new Mending(bytes.open())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        }
        return size == bytes.size() ? bytes : new View(bytes, size);
    }

    private static final class View implements ByteSource {
        private final ByteSource bytes;
        private final long size;

        View(ByteSource bytes, long size) {
            this.bytes = bytes;
            this.size = size;
        }

        @Override
        public InputStream open() throws IOException {
            return new Mending(bytes.open());
        }

        @Override
        public long size() {
            return size;
        }
    }

    private static final class Mending extends FilterInputStream {
        private static final int NONE = -2;

        // not a BufferedInputStream: its lock for every byte would cost seconds on a message of 150 MB
        private final byte[] chunk = new byte[1 << 16];
        private int at;
        private int end;

        private boolean afterCr;
        /** A byte that was read and comes after the one given last. */
        private int held = NONE;

        Mending(InputStream in) {
            super(in);
        }

        private int next() throws IOException {
            if (at >= end) {
                at = 0;
                end = in.read(chunk);
            }
            return end < 0 ? -1 : chunk[at++] & 0xff;
        }

        @Override
        public int read() throws IOException {
            int c = held == NONE ? next() : held;
            held = NONE;
            if (afterCr) {
                afterCr = false;
                if (c != '\n') {
                    held = c;
                }
                return '\n';
            }
            if (c == '\n') {
                held = c;
                afterCr = true;
                return '\r';
            }
            afterCr = c == '\r';
            return c;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = 0;
            while (n < length) {
                int c = read();
                if (c < 0) {
                    return n == 0 ? -1 : n;
                }
                buffer[offset + n++] = (byte) c;
            }
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = 0;
            while (skipped < count && read() >= 0) {
                skipped++;
            }
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
