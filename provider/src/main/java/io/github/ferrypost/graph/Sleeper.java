package io.github.ferrypost.graph;

import io.github.ferrypost.util.Uninterrupted;
import java.time.Duration;

/**
 * How the road waits before it repeats a request; a test waits otherwise. An interrupt does not end a wait. Implementations
 * are safe for many threads.
 */
public interface Sleeper {
    /** Waiting for real. */
    Sleeper REAL = Uninterrupted::sleep;

    void pause(Duration wait);
}
