package io.github.ferrypost.bridge.listen;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the memory that all sessions together use for messages and envelopes. Messages that do not fit go to a file;
 * anything else is refused with 4xx. So the heap does not grow with the number of clients. Safe for use by many
 * threads.
 *
 * <p>Blocks for messages are used again: with many clients, a message outlives young collections, so new blocks for
 * each message would fill the old generation with garbage, and full collections would cost more than delivery. Unused
 * blocks are softly reachable, so the heap never runs out because of them.
 */
final class MemoryBudget {
    /** The size of a block, in bytes. */
    static final int BLOCK = 32 * 1024;

    private final AtomicLong left;
    private final long forEnvelopes;
    private final Deque<SoftReference<byte[]>> unused = new ArrayDeque<>();

    /** @param bytes for all sessions together */
    MemoryBudget(long bytes) {
        left = new AtomicLong(bytes);
        forEnvelopes = bytes / 4;
    }

    /** Reserves this many bytes for an envelope, or none if they are not available. Returns whether it did. */
    boolean takeForEnvelope(long bytes) {
        return take(bytes, 0);
    }

    /**
     * Reserves a block for a message; empty if none is available. It may contain an earlier message. Leaves a quarter
     * of the budget for envelopes, which cannot go to a file.
     */
    Optional<byte[]> takeBlock() {
        if (!take(BLOCK, forEnvelopes)) {
            return Optional.empty();
        }
        byte[] block = lastUnused();
        return Optional.of(block == null ? new byte[BLOCK] : block);
    }

    private byte @Nullable [] lastUnused() {
        synchronized (unused) {
            while (!unused.isEmpty()) {
                byte[] block = unused.removeLast().get();
                if (block != null) {
                    return block;
                }
            }
            return null;
        }
    }

    /** @param blocks which the caller never touches again */
    void giveBackBlocks(List<byte[]> blocks) {
        synchronized (unused) {
            blocks.forEach(block -> unused.addLast(new SoftReference<>(block)));
        }
        giveBack((long) blocks.size() * BLOCK);
    }

    private boolean take(long bytes, long rest) {
        for (long now = left.get(); now - rest >= bytes; now = left.get()) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
