package io.github.ferrypost.util;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many connections or requests may be open at once to a service that others use too. A refusal for concurrency lowers
 * the limit by one, but not below one: of n that are open together, as many are refused as are too many. After each quiet
 * period without a refusal the limit grows by one, up to the configured maximum. First come, first served; an interrupt
 * does not end a wait, and the thread's interrupt flag is set again afterwards. Safe for many threads.
 */
public final class AdaptiveLimit {
    /** The right to one connection or request. Ended once, by either method; every later call does nothing. */
    public final class Permit {
        private boolean ended;

        private Permit() {}

        /** Gives the permit back. */
        public void release() {
            end(this, false);
        }

        /** Gives the permit back and lowers the limit, since the other side refused for too much concurrency. */
        public void lower() {
            end(this, true);
        }
    }

    private final int maximum;
    private final Duration quietPeriod;
    private final Clock clock;
    private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
    private int held;
    /** The limit after the last refusal. */
    private int lowered;

    private Instant lastRefusal;

    /**
     * @param maximum of permits at once, at least 1
     * @param quietPeriod without a refusal, after which the limit grows by one
     * @param clock for the quiet period only; a clock that is set back delays growth by one period at most
     */
    public AdaptiveLimit(int maximum, Duration quietPeriod, Clock clock) {
        if (maximum < 1 || quietPeriod.isZero() || quietPeriod.isNegative()) {
            throw new IllegalArgumentException(maximum + " permits, quiet period " + quietPeriod);
        }
        this.maximum = maximum;
        this.quietPeriod = quietPeriod;
        this.clock = clock;
        this.lowered = maximum;
        this.lastRefusal = clock.instant();
    }

    /**
     * Waits for a permit behind all that wait already.
     *
     * @param longest the longest wait; zero for none
     * @return nothing if no permit came in time
     */
    public Optional<Permit> acquire(Duration longest) {
        return acquire(longest, false);
    }

    /** Waits for a permit before all that wait already: for a request that had its turn and was refused. */
    public Optional<Permit> acquireAgain(Duration longest) {
        return acquire(longest, true);
    }

    private Optional<Permit> acquire(Duration longest, boolean first) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (first) {
                waiting.addFirst(turn);
            } else {
                waiting.addLast(turn);
            }
            grant();
        }
        Uninterrupted.<Boolean, RuntimeException>await(longest, nanos -> turn.await(nanos, TimeUnit.NANOSECONDS));
        synchronized (this) {
            // still among the waiting: the time is over; else the permit was granted, be it in the last moment
            return waiting.remove(turn) ? Optional.empty() : Optional.of(new Permit());
        }
    }

    private synchronized void end(Permit permit, boolean refused) {
        if (permit.ended) {
            return;
        }
        permit.ended = true;
        held--;
        if (refused) {
            lowered = Math.max(1, limit() - 1);
            lastRefusal = clock.instant();
        }
        grant();
    }

    private void grant() {
        int limit = limit();
        while (held < limit && !waiting.isEmpty()) {
            held++;
            waiting.removeFirst().countDown();
        }
    }

    /** How many permits there are at present. */
    public synchronized int limit() {
        if (lowered == maximum) {
            return maximum;
        }
        Instant now = clock.instant();
        if (now.isBefore(lastRefusal)) {
            lastRefusal = now;
        }
        long periods = Duration.between(lastRefusal, now).dividedBy(quietPeriod);
        return (int) Math.min(maximum, lowered + periods);
    }

    /** How many permits are in use. */
    public synchronized int held() {
        return held;
    }

    /** How many threads wait for a permit. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
