package io.github.ferrypost.bridge.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The incidents that are open or not yet reported. It has no queue of messages: what a target has to report follows
 * from the incidents and from what it has reported, so memory is bounded however long a target fails. Safe for use by
 * many threads.
 */
final class AlertBook implements Alerts {
    /** Incidents that are kept; more become one incident of the kind {@link AlertKind#MORE}. */
    static final int MOST = 100;
    /** What is over stays for this long, so that a quick return is noticed. */
    private static final Duration KEEP = Duration.ofHours(1);
    /** No target has to report what has been over for this long. */
    private static final Duration FORGET = Duration.ofDays(7);

    /** Identifies an incident. */
    private record Key(AlertKind kind, String subject) {}

    /**
     * One thing that a target has to report now.
     *
     * @param state of the incident
     */
    record Notice(AlertEvent event, AlertState state) {}

    /** What a target has to report now, and when to look again if nothing changes. */
    record Due(List<Notice> now, Optional<Instant> next) {}

    private final Map<Key, AlertState> states = new LinkedHashMap<>();
    private List<String> targets;
    private final AlertFile file;
    private final Clock clock;
    private long changes;
    private long saved;

    /**
     * @param targets the names of those that report incidents
     * @param file of the incidents of the last process
     */
    AlertBook(List<String> targets, AlertFile file, Clock clock) {
        this.targets = List.copyOf(targets);
        this.file = file;
        this.clock = clock;
        // without a target there is nothing to remember
        if (!targets.isEmpty()) {
            file.read().forEach(state -> states.put(new Key(state.kind(), state.subject()), state));
        }
    }

    /** From now on, these report incidents. */
    synchronized void targets(List<String> names) {
        targets = List.copyOf(names);
        changed();
    }

    @Override
    public void raise(Alert alert) {
        synchronized (this) {
            Instant now = clock.instant();
            Key key = new Key(alert.kind(), alert.subject());
            if (!states.containsKey(key) && isFull(now)) {
                key = new Key(AlertKind.MORE, "");
            }
            Alert kept = key.kind() == alert.kind() ? alert : Alert.of(AlertKind.MORE, "", "");
            states.compute(key, (same, before) -> before == null ? AlertState.of(kept, now) : before.again(kept, now));
            changed();
        }
        if (alert.kind() == AlertKind.THREAD_FAILED) {
            // the process ends now, and the next one reports it
            save();
        }
    }

    private boolean isFull(Instant now) {
        if (states.size() < MOST) {
            return false;
        }
        prune(now, Duration.ZERO);
        return states.size() >= MOST;
    }

    @Override
    public synchronized void clear(AlertKind kind, String subject) {
        AlertState before = states.get(new Key(kind, subject));
        if (before != null && before.until().isEmpty()) {
            states.put(new Key(kind, subject), before.over(clock.instant()));
            changed();
        }
    }

    @Override
    public synchronized void retain(AlertKind kind, Set<String> subjects) {
        List.copyOf(states.keySet()).stream()
                .filter(key -> key.kind() == kind && !subjects.contains(key.subject()))
                .forEach(key -> clear(kind, key.subject()));
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** The incidents that last. */
    synchronized List<AlertState> open() {
        return states.values().stream().filter(state -> state.until().isEmpty()).toList();
    }

    synchronized boolean isOpen(AlertKind kind, String subject) {
        AlertState state = states.get(new Key(kind, subject));
        return state != null && state.until().isEmpty();
    }

    synchronized Due due(String target) {
        Instant now = clock.instant();
        prune(now, KEEP);
        List<Notice> notices = new ArrayList<>();
        List<Instant> later = new ArrayList<>();
        for (AlertState state : states.values()) {
            state.next(target).ifPresent(next -> {
                // a time far ahead was noted before the clock went back
                boolean ahead = next.from().isAfter(now.plus(state.kind().reminder()));
                if (ahead || !next.from().isAfter(now)) {
                    notices.add(new Notice(next.event(), state));
                } else {
                    later.add(next.from());
                }
            });
        }
        return new Due(notices, later.stream().min(Comparator.naturalOrder()));
    }

    /** A target has reported these. */
    synchronized void reported(String target, Collection<Notice> notices) {
        for (Notice notice : notices) {
            Key key = new Key(notice.state().kind(), notice.state().subject());
            states.computeIfPresent(
                    key,
                    (same, state) -> state.reported(
                            target, notice.event(), notice.state().count(), clock.instant()));
        }
        changed();
    }

    private void prune(Instant now, Duration keep) {
        states.values()
                .removeIf(state -> state.until()
                        .filter(end -> end.plus(FORGET).isBefore(now)
                                || (!end.plus(keep).isAfter(now)
                                        && targets.stream()
                                                .allMatch(target ->
                                                        state.next(target).isEmpty())))
                        .isPresent());
    }

    /** Waits until something has changed since {@code seen}, or until this time; returns the number of changes. */
    synchronized long await(long seen, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); changes == seen && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return changes;
    }

    /** Writes the incidents to the file if they have changed. */
    void save() {
        synchronized (file) {
            List<AlertState> all;
            long now;
            synchronized (this) {
                if (saved == changes || targets.isEmpty()) {
                    return;
                }
                all = List.copyOf(states.values());
                now = changes;
            }
            if (file.write(all)) {
                synchronized (this) {
                    saved = now;
                }
            }
        }
    }
}
