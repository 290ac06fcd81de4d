package io.github.ferrypost.bridge.spool;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids without asking the database, since a large body's chunks carry the id before the entry exists: milliseconds
 * above, random bits below, so that several bridges on one queue do not meet, and that ids ascend as mail arrives. Should
 * two meet after all, the primary key refuses the second. Safe for use by many threads.
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

    /** When the id was made. */
    static Instant time(EntryId id) {
        return Instant.ofEpochMilli(id.value() >> RANDOM_BITS);
    }

    /** The greatest id that can be made at this instant. */
    static long last(Instant instant) {
        return ((instant.toEpochMilli() + 1) << RANDOM_BITS) - 1;
    }

    EntryId next() {
        long fresh = clock.millis() << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
        return new EntryId(last.updateAndGet(previous -> Math.max(previous + 1, fresh)));
    }
}
