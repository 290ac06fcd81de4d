package io.github.ferrypost.login;

import java.time.Duration;

/** The delay between two polls. */
@FunctionalInterface
interface PollingPause {
    void pass(Duration time) throws InterruptedException;
}
