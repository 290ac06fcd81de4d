package io.github.ferrypost.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only while somebody sleeps, and a record of the waits. */
final class TickingTime implements Retries.Time {
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        waits.add(duration);
        now += duration.toNanos();
    }

    @Override
    public double random() {
        return 1;
    }
}
