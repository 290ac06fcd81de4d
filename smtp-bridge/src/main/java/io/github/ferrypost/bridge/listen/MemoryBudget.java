package io.github.ferrypost.bridge.listen;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all sessions together may use for messages and envelopes. What does not fit is written to a file or
 * refused with 4xx, so the number of clients does not decide how full the heap is. Safe for use by many threads.
 */
final class MemoryBudget {
    private final AtomicLong left;
    private final long forEnvelopes;

    /** @param bytes in all */
    MemoryBudget(long bytes) {
        left = new AtomicLong(bytes);
        forEnvelopes = bytes / 4;
    }

    /** Takes so many bytes for an envelope, or none of them if so many are not left. */
    boolean takeForEnvelope(long bytes) {
        return take(bytes, 0);
    }

    /** The same for a message. It leaves a quarter for envelopes, which have no file to go to. */
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
