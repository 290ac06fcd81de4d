package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the doctor over a draft, which may be watched while it goes on. Safe for use by many threads. */
final class Examination {
    /**
     * How it ended.
     *
     * @param problems why the doctor could not even begin
     * @param saved whether the draft was written
     * @param failure why it was not, where it should have been
     */
    record End(int faults, int warnings, List<String> problems, boolean saved, String failure) {
        boolean isSound() {
            return faults == 0 && problems.isEmpty();
        }
    }

    /** Who watches. */
    interface Watcher {
        void found(Finding finding);

        void ended(End end);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private final String id = Secrets.next();
    private final Draft draft;
    private final boolean saves;
    private final Instant begun;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private End end;

    Examination(Draft draft, boolean saves, Instant begun) {
        this.draft = draft;
        this.saves = saves;
        this.begun = begun;
    }

    String id() {
        return id;
    }

    Draft draft() {
        return draft;
    }

    /** Whether it is to be written where no fault is found. */
    boolean saves() {
        return saves;
    }

    Instant begun() {
        return begun;
    }

    /** Tells what was found so far, and then what comes. */
    synchronized void watch(Watcher watcher) {
        findings.forEach(watcher::found);
        if (end != null) {
            watcher.ended(end);
        } else {
            watchers.add(watcher);
        }
    }

    synchronized void found(Finding finding) {
        findings.add(finding);
        all(watcher -> watcher.found(finding));
    }

    synchronized void ended(End how) {
        end = how;
        all(watcher -> watcher.ended(how));
        watchers.clear();
        notifyAll();
    }

    /** One watcher that is gone must not stop the rest. */
    private void all(Consumer<Watcher> what) {
        watchers.removeIf(watcher -> {
            try {
                what.accept(watcher);
                return false;
            } catch (RuntimeException e) {
                LOG.warn("The page could not be told what the doctor has found", e);
                return true;
            }
        });
    }

    synchronized int count(Health health) {
        return (int)
                findings.stream().filter(finding -> finding.health() == health).count();
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    synchronized Optional<End> end() {
        return Optional.ofNullable(end);
    }

    synchronized End await() throws InterruptedException {
        while (end == null) {
            wait();
        }
        return end;
    }
}
