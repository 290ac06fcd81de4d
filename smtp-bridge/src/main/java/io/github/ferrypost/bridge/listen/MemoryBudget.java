package io.github.ferrypost.bridge.listen;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all sessions together may use for messages and envelopes. What does not fit is written to a file or
 * refused with 4xx, so the number of clients does not decide how full the heap is. Safe for use by many threads.
 */
final class MemoryBudget {
    private final AtomicLong left;

    /** @param bytes in all */
    MemoryBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes these bytes, or none of them if so many are not left. */
    boolean take(long bytes) {
        for (long now = left.get(); now >= bytes; now = left.get()) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
