package io.github.ferrypost.sandbox.leak;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The test classes that run at the moment, and what there was before the first of them. Thread-safe. */
final class RunningClasses {
    private final Set<String> sinceThen = new TreeSet<>();
    private final Duration patience;
    private final List<String> shared;
    private int running;
    private Resources before = Resources.none();

    /** @param shared starts of the names of resources that the program keeps */
    RunningClasses(Duration patience, List<String> shared) {
        this.patience = patience;
        this.shared = shared;
    }

    synchronized void begin(String name) {
        if (running == 0) {
            sinceThen.clear();
            before = Resources.now();
        }
        running++;
        sinceThen.add(name);
    }

    synchronized void end() {
        running--;
        if (running > 0) {
            return;
        }
        Resources left = left();
        if (!left.isEmpty()) {
            throw new AssertionError(
                    String.join(", ", sinceThen) + " left behind:\n  " + String.join("\n  ", left.names()));
        }
    }

    /** What is new, when what was ending has ended. */
    private Resources left() {
        long end = System.nanoTime() + patience.toNanos();
        Resources left = Resources.now().since(before).without(shared);
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            if (left.waitForGarbageCollection()) {
                System.gc();
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            left = left.remaining().without(shared);
        }
        return left;
    }
}
