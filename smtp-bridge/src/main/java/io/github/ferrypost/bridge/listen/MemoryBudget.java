package io.github.ferrypost.bridge.listen;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that all sessions together use for messages and envelopes. Messages that do not fit go to a file;
 * anything else is refused with 4xx. So the heap does not grow with the number of clients. Safe for use by many
 * threads.
 */
final class MemoryBudget {
    private final AtomicLong left;
    private final long forEnvelopes;

    /** @param bytes for all sessions together */
    MemoryBudget(long bytes) {
        left = new AtomicLong(bytes);
        forEnvelopes = bytes / 4;
    }

    /** Reserves this many bytes for an envelope, or none if they are not available. Returns whether it did. */
    boolean takeForEnvelope(long bytes) {
        return take(bytes, 0);
    }

    /** Reserves bytes for a message. Leaves a quarter of the budget for envelopes, which cannot go to a file. */
    boolean takeForMessage(long bytes) {
        return take(bytes, forEnvelopes);
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
