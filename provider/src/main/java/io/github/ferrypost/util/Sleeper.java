package io.github.ferrypost.util;

import java.time.Duration;

/**
 * The delay before a request or a poll is repeated; tests replace it. An interrupt does not end a wait. Implementations are
 * safe for many threads.
 */
public interface Sleeper {
    /** Real waiting. */
    Sleeper REAL = Uninterrupted::sleep;

    void pause(Duration wait);
}
