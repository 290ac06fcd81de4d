package io.github.ferrypost.bridge.spool;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates ids without asking the database, because a large body's chunks carry the id before the entry exists. The high
 * bits are milliseconds, so ids ascend as messages arrive; the low bits are random, so that several bridges on one
 * queue do not collide. If two ids do collide, the primary key rejects the second. Safe for use by many threads.
 */
final class Ids {
    /** A long holds 43 bits of milliseconds above them, which last until the year 2248. */
    private static final int RANDOM_BITS = 20;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** When the id was created. */
    static Instant time(EntryId id) {
        return Instant.ofEpochMilli(id.value() >> RANDOM_BITS);
    }

    /** The greatest id that can be created at this instant. */
    static long last(Instant instant) {
        return ((instant.toEpochMilli() + 1) << RANDOM_BITS) - 1;
    }

    EntryId next() {
        long fresh = clock.millis() << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
        return new EntryId(last.updateAndGet(previous -> Math.max(previous + 1, fresh)));
    }
}
