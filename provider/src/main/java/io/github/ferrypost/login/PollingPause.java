package io.github.ferrypost.login;

import java.time.Duration;

/** How the time between two questions is passed. */
@FunctionalInterface
interface PollingPause {
    void pass(Duration time) throws InterruptedException;
}
