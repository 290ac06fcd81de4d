package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import io.github.ferrypost.doctor.ReportText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the doctor on a draft, which can be watched while it runs. Safe for use by many threads. */
final class DoctorRun {
    /**
     * The result of the run.
     *
     * @param verdict FAULT also if the doctor could not start
     * @param problems why the doctor could not start
     * @param saved whether the draft was written
     * @param failure why writing failed; empty if it did not
     * @param applied how the running bridge took the draft over; empty if it was not written, or no bridge runs
     */
    record End(Health verdict, List<String> problems, boolean saved, String failure, Optional<ReloadResult> applied) {
        /** Whether every check that sending needs has passed. */
        boolean isProven() {
            return verdict == Health.OK || verdict == Health.WARNING;
        }
    }

    /** Which check runs now. */
    record Progress(ReportText title, int number, int of) {}

    /** Receives the checks of a run. */
    interface Watcher {
        /** Only the latest one; a slow watcher misses others. */
        default void checking(Progress progress) {}

        void found(Finding finding);

        void ended(End end);

        /** Whether the watcher can receive nothing more. */
        boolean isGone();
    }

    private final String id = Secrets.next();
    private final SettingsDraft draft;
    private final boolean saves;
    private final Instant begun;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Progress progress;
    private @Nullable End end;

    DoctorRun(SettingsDraft draft, boolean saves, Instant begun) {
        this.draft = draft;
        this.saves = saves;
        this.begun = begun;
    }

    String id() {
        return id;
    }

    SettingsDraft draft() {
        return draft;
    }

    /** Whether to write the draft if sending with it is proven. */
    boolean saves() {
        return saves;
    }

    Instant begun() {
        return begun;
    }

    /**
     * Sends the watcher the checks so far, then each further one; returns when the run has ended or the watcher is
     * gone. A slow watcher blocks only its own thread.
     */
    void tell(Watcher watcher) throws InterruptedException {
        int told = 0;
        @Nullable Progress shown = null;
        Optional<End> over = Optional.empty();
        while (over.isEmpty() && !watcher.isGone()) {
            List<Finding> more;
            @Nullable Progress now;
            synchronized (this) {
                while (findings.size() == told && end == null && Objects.equals(progress, shown)) {
                    wait();
                }
                more = List.copyOf(findings.subList(told, findings.size()));
                now = progress;
                over = Optional.ofNullable(end);
            }
            more.forEach(watcher::found);
            told += more.size();
            if (now != null && over.isEmpty()) {
                watcher.checking(now);
            }
            shown = now;
        }
        over.ifPresent(watcher::ended);
    }

    synchronized void checking(Progress current) {
        progress = current;
        notifyAll();
    }

    synchronized void found(Finding finding) {
        findings.add(finding);
        notifyAll();
    }

    synchronized void ended(End how) {
        end = how;
        notifyAll();
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
