package io.github.ferrypost.sandbox.leak;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The test classes that run at the moment, and what there was before the first of them. Thread-safe. */
final class RunningClasses {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A collection takes most of the time of a busy machine if it follows the last at once. */
    private static final Duration COLLECTION_PAUSE = Duration.ofMillis(200);

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

    /** What is new, when what was ending has ended. Each resource that ends starts the wait again. */
    private Resources left() {
        long end = System.nanoTime() + patience.toNanos();
        Resources left = Resources.now().since(before).without(shared);
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            Duration pause = PAUSE;
            if (left.waitForGarbageCollection()) {
                System.gc();
                pause = COLLECTION_PAUSE;
            }
            LockSupport.parkNanos(pause.toNanos());
            Resources remaining = left.remaining().without(shared);
            if (remaining.size() < left.size()) {
                end = System.nanoTime() + patience.toNanos();
            }
            left = remaining;
        }
        return left;
    }
}
