package io.github.ferrypost.graph;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the road waits between two tries of one chunk; a test waits otherwise. Implementations are safe for many threads. */
public interface Waits {
    /** Waiting for real. */
    Waits REAL = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

    void pause(Duration wait) throws InterruptedException;
}
