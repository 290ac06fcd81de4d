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
 * Limits concurrent connections or requests to a service that other programs use too. A refusal for concurrency
 * lowers the limit by one, but not below one: if n are open together, as many are refused as are too many. After each
 * quiet period without a refusal, the limit grows by one, up to the maximum. First come, first served. An interrupt
 * does not end a wait; the thread's interrupt flag is restored afterwards. Safe for many threads.
 */
public final class AdaptiveLimit {
    /** A permit for one connection or request. Either method ends it; later calls do nothing. */
    public final class Permit {
        private boolean ended;

        private Permit() {}

        /** Returns the permit. */
        public void release() {
            end(this, false);
        }

        /** Returns the permit and lowers the limit, because the service refused for too much concurrency. */
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
     * @param maximum concurrent permits, at least 1
     * @param quietPeriod time without a refusal after which the limit grows by one
     * @param clock for the quiet period only; setting it back delays growth by one period at most
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
     * Waits for a permit behind all waiting threads.
     *
     * @param longest the longest wait; zero for none
     * @return empty if no permit was free in time
     */
    public Optional<Permit> acquire(Duration longest) {
        return acquire(longest, false);
    }

    /** Waits for a permit ahead of all waiting threads: for a request that had a permit and was refused. */
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
            // if still queued, the time is over; otherwise the permit was granted, possibly at the last moment
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

    /** The current limit. */
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
