package io.github.ferrypost.sandbox.exchange;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** All deliveries, in order. Thread-safe. */
public final class Deliveries {
    private final Clock clock;
    private final boolean keepBytes;
    private final boolean forgetful;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Delivered> all = new ArrayList<>();
    private int count;
    private final List<Consumer<Delivered>> listeners = new CopyOnWriteArrayList<>();

    /** @param forgetful whether to keep only the count of deliveries that the listeners have seen */
    public Deliveries(Clock clock, boolean keepBytes, boolean forgetful) {
        this.clock = clock;
        this.keepBytes = keepBytes;
        this.forgetful = forgetful;
    }

    /** Records the delivery, then calls the listeners in this thread. */
    public void add(Delivered.Builder delivery) {
        Delivered delivered = delivery.at(clock.instant(), keepBytes);
        lock.lock();
        try {
            count++;
            if (!forgetful) {
                all.add(delivered);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.accept(delivered));
    }

    public void listen(Consumer<Delivered> listener) {
        listeners.add(listener);
    }

    /** A snapshot. */
    public List<Delivered> all() {
        lock.lock();
        try {
            return new ArrayList<>(all);
        } finally {
            lock.unlock();
        }
    }

    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            all.clear();
            count = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are at least {@code count}, or {@code patience} has passed; returns what is there then. */
    public List<Delivered> await(int count, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (all.size() < count && left > 0) {
                left = grown.awaitNanos(left);
            }
            return new ArrayList<>(all);
        } finally {
            lock.unlock();
        }
    }
}
