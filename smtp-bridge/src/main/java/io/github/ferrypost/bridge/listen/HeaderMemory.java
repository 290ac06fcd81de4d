package io.github.ferrypost.bridge.listen;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory for parsing large header sections. A road parses the addresses of a header into objects, which take
 * up to sixty times the size of a header crafted for that. So only as many messages with large headers proceed at once
 * as fit; the others wait. Safe for use by many threads.
 */
final class HeaderMemory {
    /** In bytes; headers up to this size are not counted. Those of ordinary messages have 1 to 4 KB. */
    static final int SMALL = 8 * 1024;
    /** Measured with {@code To: "","",…}. */
    private static final int FACTOR = 60;
    /** How long a message waits, with its client; RFC 5321 section 4.5.3.2.6 makes clients wait 10 minutes. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int kilobytes;
    private final Semaphore left;

    /** @param bytes for all headers together */
    HeaderMemory(long bytes) {
        kilobytes = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> 10));
        left = new Semaphore(kilobytes, true);
    }

    /**
     * Waits for enough memory for a header of {@code size} bytes. Returns whether it was granted; if so, the caller
     * gives it back.
     */
    boolean take(long size) {
        try {
            return cost(size) == 0 || left.tryAcquire(cost(size), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack(long size) {
        left.release(cost(size));
    }

    private int cost(long size) {
        return (int) Math.min(kilobytes, (Math.max(0, size - SMALL) * FACTOR) >> 10);
    }
}
