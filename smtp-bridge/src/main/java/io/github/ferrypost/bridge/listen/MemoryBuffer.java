package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of a message that is in memory, in blocks that are never copied, so that a message takes little more than
 * its own size. Written by the session's thread; afterwards any number of threads may read it.
 */
final class MemoryBuffer {
    /** In bytes; enough for most notifications. Not counted in the budget, so that small messages never need a file. */
    static final int FIRST = 8 * 1024;

    private static final int BLOCK = MemoryBudget.BLOCK;

    private final MemoryBudget budget;
    private final List<byte[]> pieces = new ArrayList<>();
    private long capacity;
    private long size;
    private final AtomicBoolean released = new AtomicBoolean();

    MemoryBuffer(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Appends all of it, or nothing if the budget does not allow it. Returns whether it did. */
    boolean append(byte[] octets, int from, int to) {
        while (capacity - size < to - from) {
            if (!grow()) {
                return false;
            }
        }
        for (int at = from; at < to; ) {
            int piece = size < FIRST ? 0 : (int) ((size - FIRST) / BLOCK) + 1;
            int within = size < FIRST ? (int) size : (int) ((size - FIRST) % BLOCK);
            int count = Math.min(to - at, pieces.get(piece).length - within);
            System.arraycopy(octets, at, pieces.get(piece), within, count);
            at += count;
            size += count;
        }
        return true;
    }

    private boolean grow() {
        if (pieces.isEmpty()) {
            pieces.add(new byte[FIRST]);
            capacity = FIRST;
            return true;
        }
        Optional<byte[]> block = budget.takeBlock();
        block.ifPresent(octets -> {
            pieces.add(octets);
            capacity += BLOCK;
        });
        return block.isPresent();
    }

    /** @throws IOException after {@link #release}, so that a reader never takes half a message for a whole one */
    InputStream open() throws IOException {
        checkKept();
        return new Reader(List.copyOf(pieces), size);
    }

    private void checkKept() throws IOException {
        if (released.get()) {
            throw new IOException("the message is no longer kept");
        }
    }

    /** Discards the bytes and returns the blocks to the budget; a reader that is still open fails. Idempotent. */
    void release() {
        if (!released.compareAndSet(false, true)) {
            return;
        }
        if (pieces.size() > 1) {
            budget.giveBackBlocks(List.copyOf(pieces.subList(1, pieces.size())));
        }
        pieces.clear();
        capacity = 0;
        size = 0;
    }

    private final class Reader extends InputStream {
        private final List<byte[]> pieces;
        private long left;
        private int piece;
        private int within;

        Reader(List<byte[]> pieces, long size) {
            this.pieces = pieces;
            this.left = size;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            byte[] now = pieces.get(piece);
            int count = (int) Math.min(left, Math.min(length, now.length - within));
            System.arraycopy(now, within, octets, from, count);
            // checked after the copy: another message may have taken the block meanwhile
            VarHandle.acquireFence();
            checkKept();
            left -= count;
            within += count;
            if (within == now.length) {
                piece++;
                within = 0;
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int available() {
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
