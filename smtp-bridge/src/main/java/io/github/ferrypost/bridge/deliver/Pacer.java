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
 * rate limit" in Exchange Online limits), and throttles who sends more: pacing is faster than running into it. Safe for
 * use by many threads.
 */
final class Pacer {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Deque<Instant>> sent = new ConcurrentHashMap<>();

    /** @param perMinute 0 for no limit */
    Pacer(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes a place if there is one: zero; else how long until there may be, and nothing is taken. */
    Duration take(String mailbox) {
        if (perMinute == 0) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        Duration[] wait = {Duration.ZERO};
        sent.compute(mailbox, (key, before) -> {
            Deque<Instant> times = within(before, now);
            if (times.size() < perMinute) {
                times.addLast(now);
            } else {
                wait[0] = Duration.between(now, times.peekFirst().plus(WINDOW));
            }
            return times;
        });
        return wait[0];
    }

    /** How many places there are now; nothing is taken. */
    int free(String mailbox) {
        if (perMinute == 0) {
            return Integer.MAX_VALUE;
        }
        Instant now = clock.instant();
        return perMinute
                - sent.compute(mailbox, (key, before) -> within(before, now)).size();
    }

    private static Deque<Instant> within(Deque<Instant> before, Instant now) {
        Deque<Instant> times = before == null ? new ArrayDeque<>() : before;
        while (!times.isEmpty() && !now.isBefore(times.peekFirst().plus(WINDOW))) {
            times.removeFirst();
        }
        return times;
    }
}
