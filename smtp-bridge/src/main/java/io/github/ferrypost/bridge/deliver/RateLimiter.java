package io.github.ferrypost.bridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits each mailbox to a number of messages in any minute. Exchange Online allows 30 per minute by SMTP AUTH
 * ("Message rate limit" in Exchange Online limits) and throttles senders above it, which costs more time than waiting.
 * A message counts for one minute from the end of its attempt, because the bridge does not know when during the attempt
 * Exchange counts it. Safe for use by many threads.
 */
final class RateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The messages of one mailbox; guarded by the map. */
    private static final class Minute {
        private final Deque<Instant> ended = new ArrayDeque<>();
        private int underWay;

        int sent() {
            return underWay + ended.size();
        }
    }

    private volatile int perMinute;
    private final Clock clock;
    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

    /** @param perMinute 0 for no limit */
    RateLimiter(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** From now on, this many; 0 for no limit. */
    void limit(int newLimit) {
        perMinute = newLimit;
    }

    /**
     * Takes a permit if one is free. Returns zero if it did, and then the caller calls {@link #end}; else the wait
     * until a permit may be free.
     */
    Duration take(String mailbox) {
        if (perMinute == 0) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        Duration[] wait = {Duration.ZERO};
        minutes.compute(mailbox, (key, before) -> {
            Minute minute = current(before, now);
            if (minute.sent() < perMinute) {
                minute.underWay++;
            } else {
                Instant first = minute.ended.isEmpty() ? now : minute.ended.peekFirst();
                wait[0] = Duration.between(now, first.plus(WINDOW));
            }
            return minute;
        });
        return wait[0];
    }

    /** Takes a permit even beyond the limit; the caller then calls {@link #end}. */
    void takeBeyond(String mailbox) {
        if (perMinute == 0) {
            return;
        }
        Instant now = clock.instant();
        minutes.compute(mailbox, (key, before) -> {
            Minute minute = current(before, now);
            minute.underWay++;
            return minute;
        });
    }

    /** The attempt that took a permit has ended. */
    void end(String mailbox) {
        minutes.computeIfPresent(mailbox, (key, minute) -> {
            // a permit that was taken while there was no limit was not counted
            minute.underWay = Math.max(0, minute.underWay - 1);
            minute.ended.addLast(clock.instant());
            return minute;
        });
    }

    /** How many permits are free now; takes none. */
    int free(String mailbox) {
        if (perMinute == 0) {
            return Integer.MAX_VALUE;
        }
        Instant now = clock.instant();
        int sent =
                minutes.compute(mailbox, (key, before) -> current(before, now)).sent();
        return Math.max(0, perMinute - sent);
    }

    private static boolean isWithin(Instant ended, Instant now) {
        return !ended.isAfter(now) && now.isBefore(ended.plus(WINDOW));
    }

    private static Minute current(Minute before, Instant now) {
        Minute minute = before == null ? new Minute() : before;
        // an end in the future was recorded before the clock went back
        while (!minute.ended.isEmpty() && !isWithin(minute.ended.peekFirst(), now)) {
            minute.ended.removeFirst();
        }
        return minute;
    }
}
