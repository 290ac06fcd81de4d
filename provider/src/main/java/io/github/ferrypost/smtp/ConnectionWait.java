package io.github.ferrypost.smtp;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;

/** The time that one message may wait for a connection, all its waits together. Not thread-safe. */
final class ConnectionWait {
    /** Between attempts to connect while another program has all connections: short at first, since mail goes fast. */
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

    /** Waits a little, each time twice as long as before. */
    void pause() {
        Duration left = left();
        Uninterrupted.sleep(pause.compareTo(left) < 0 ? pause : left);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
