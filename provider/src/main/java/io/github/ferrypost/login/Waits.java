package io.github.ferrypost.login;

import java.time.Duration;

/** How the time between two questions is passed. */
@FunctionalInterface
interface Waits {
    void pass(Duration time) throws InterruptedException;
}
