package io.github.ferrypost.smtp;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;

/** The total time one message may wait for a connection. Not thread-safe. */
final class ConnectionWait {
    /**
     * First delay between connection attempts while another program holds all connections: short, because most
     * messages are sent quickly.
     */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final long end;
    private Duration pause = FIRST_PAUSE;

    ConnectionWait(Duration longest) {
        this.end = System.nanoTime() + longest.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }

    /** Pauses, twice as long each time. */
    void pause() {
        Duration left = left();
        Uninterrupted.sleep(pause.compareTo(left) < 0 ? pause : left);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
