package io.github.ferrypost.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delays that end when the sandbox is closed, so that no test waits for a stalled request. Thread-safe. */
public final class Pause implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits this long, or until the sandbox is closed or the thread is interrupted. */
    public void wait(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the sandbox is closed. */
    public void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean closed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
