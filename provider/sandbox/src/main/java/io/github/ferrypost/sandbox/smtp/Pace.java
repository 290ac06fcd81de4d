package io.github.ferrypost.sandbox.smtp;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits messages per minute and mailbox. Thread-safe. */
final class Pace {
    private final int perMinute;
    private final Clock clock;
    private final Map<String, Deque<Instant>> submissions = new ConcurrentHashMap<>();

    Pace(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Counts a message. Returns false if the limit is reached. */
    boolean admits(String mailbox) {
        if (perMinute == Integer.MAX_VALUE) {
            return true;
        }
        Deque<Instant> times = submissions.computeIfAbsent(mailbox, key -> new ArrayDeque<>());
        Instant now = clock.instant();
        synchronized (times) {
            while (!times.isEmpty() && times.peekFirst().plusSeconds(60).compareTo(now) <= 0) {
                times.removeFirst();
            }
            if (times.size() >= perMinute) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }
}
