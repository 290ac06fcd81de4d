package io.github.ferrypost.bridge.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each mailbox within a number of messages in any minute. Exchange Online allows 30 a minute by SMTP AUTH ("Message
 * rate limit" in Exchange Online limits), and throttles who sends more: pacing is faster than running into it. A message's
 * minute begins when its try has ended, since nobody here knows when within the try Exchange counts it. Safe for use by
 * many threads.
 */
final class RateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** What a mailbox has sent; guarded by the map. */
    private static final class Minute {
        private final Deque<Instant> ended = new ArrayDeque<>();
        private int underWay;

        int sent() {
            return underWay + ended.size();
        }
    }

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

    /** @param perMinute 0 for no limit */
    RateLimiter(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes a place if there is one: zero, and {@link #end} is to follow; else how long until there may be. */
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

    /** Takes a place even where there is none; {@link #end} is to follow. */
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

    /** The try for which a place was taken has ended. */
    void end(String mailbox) {
        minutes.computeIfPresent(mailbox, (key, minute) -> {
            minute.underWay--;
            minute.ended.addLast(clock.instant());
            return minute;
        });
    }

    /** How many places there are now; nothing is taken. */
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
        // what ended in the future did so before the clock was put back
        while (!minute.ended.isEmpty() && !isWithin(minute.ended.peekFirst(), now)) {
            minute.ended.removeFirst();
        }
        return minute;
    }
}
