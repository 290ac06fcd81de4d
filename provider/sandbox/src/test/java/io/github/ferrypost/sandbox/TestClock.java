package io.github.ferrypost.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. */
final class TestClock extends Clock {
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private volatile Instant now;

    TestClock(Instant now) {
        this.now = now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    /** What happens while somebody looks at it the next time. */
    void meanwhile(Runnable event) {
        meanwhile.set(event);
    }

    @Override
    public Instant instant() {
        Runnable event = meanwhile.getAndSet(null);
        if (event != null) {
            event.run();
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
