package io.github.ferrypost.bridge.listen;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for reading large header sections. A road turns the addresses of a header into objects, up to sixty times as
 * large as a header made for it, so only as many messages with large headers are on their way at once as there is room for;
 * the others wait. Safe for use by many threads.
 */
final class HeaderMemory {
    /** Up to here a header costs nothing: those of ordinary mail have 1 to 4 KB. */
    static final int SMALL = 8 * 1024;
    /** Measured with {@code To: "","",…}. */
    private static final int FACTOR = 60;
    /** How long a message waits, while its client waits; RFC 5321 section 4.5.3.2.6 gives it 10 minutes. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int kilobytes;
    private final Semaphore left;

    /** @param bytes in all */
    HeaderMemory(long bytes) {
        kilobytes = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> 10));
        left = new Semaphore(kilobytes, true);
    }

    /** Waits for room for a header of so many bytes; whether there is some. Each that is granted is given back. */
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
