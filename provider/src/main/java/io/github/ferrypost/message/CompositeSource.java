package io.github.ferrypost.message;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes composed of pieces: ranges of another source, read in place, and arrays of its own. Immutable. */
public final class CompositeSource implements ByteSource {
    private final ByteSource whole;
    private final List<ByteSource> pieces;

    private CompositeSource(ByteSource whole, List<ByteSource> pieces) {
        this.whole = whole;
        this.pieces = pieces;
    }

    /** Starts without pieces. */
    public static CompositeSource of(ByteSource whole) {
        return new CompositeSource(whole, List.of());
    }

    /** Appends these bytes, which must not be changed afterwards. */
    public CompositeSource and(byte[] own) {
        return and(ByteSource.of(own));
    }

    /** Appends the bytes of the whole from {@code start} to {@code end}, exclusive. */
    public CompositeSource and(long start, long end) {
        return and(new Range(whole, start, end));
    }

    private CompositeSource and(ByteSource piece) {
        List<ByteSource> more = new ArrayList<>(pieces);
        more.add(piece);
        return new CompositeSource(whole, more);
    }

    @Override
    public InputStream open() {
        return new Reading(pieces);
    }

    @Override
    public long size() {
        long size = 0;
        for (ByteSource piece : pieces) {
            size += piece.size();
        }
        return size;
    }

    private static final class Range implements ByteSource {
        private final ByteSource whole;
        private final long start;
        private final long end;

        Range(ByteSource whole, long start, long end) {
            this.whole = whole;
            this.start = start;
            this.end = end;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = whole.open();
            try {
                // skipNBytes exists only since Java 12
                for (long left = start; left > 0; ) {
                    long skipped = in.skip(left);
                    if (skipped <= 0 && in.read() < 0) {
                        throw new EOFException("the message changed: it is shorter than before");
                    }
                    left -= Math.max(skipped, 1);
                }
                return in;
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }

        @Override
        public long size() {
            return end - start;
        }
    }

    /** Opens each piece after the previous one is read. */
    private static final class Reading extends InputStream {
        private final List<ByteSource> pieces;
        private int next;
        private InputStream in = InputStream.nullInputStream();
        private long left;

        Reading(List<ByteSource> pieces) {
            this.pieces = pieces;
        }

        private boolean ended() throws IOException {
            while (left == 0 && next < pieces.size()) {
                in.close();
                ByteSource piece = pieces.get(next++);
                in = piece.open();
                left = piece.size();
            }
            return left == 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (ended()) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("the message changed: it is shorter than before");
            }
            left -= n;
            return n;
        }

        @Override
        public void close() throws IOException {
            next = pieces.size();
            left = 0;
            in.close();
        }
    }
}
