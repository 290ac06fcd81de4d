package io.github.ferrypost.bridge.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An incident: all alerts of one kind about one subject, and what each target has reported of it. Immutable.
 *
 * @param detail of the latest alert
 * @param since when it started, the last time if it started more than once
 * @param until when it ended; empty while it lasts
 * @param count of the alerts
 * @param reported by target
 */
record AlertState(
        AlertKind kind,
        String subject,
        String detail,
        Instant since,
        Optional<Instant> until,
        int count,
        Map<String, Reported> reported) {

    /** Many problems often have one cause: what starts within this time is reported together. */
    static final Duration GATHER = Duration.ofSeconds(5);
    /** Between an end and a new start of the same incident that is reported. */
    static final Duration CALM = Duration.ofMinutes(15);
    /** Between two messages about a growing number. */
    static final Duration GROWTH = Duration.ofHours(1);

    /**
     * The last message of a target about it.
     *
     * @param over whether it said that the incident is over
     * @param count of the alerts at that time
     */
    record Reported(boolean over, Instant at, int count) {}

    /** What a target has to report next, and from when. */
    record Next(AlertEvent event, Instant from) {}

    AlertState {
        reported = Map.copyOf(reported);
    }

    static AlertState of(Alert alert, Instant now) {
        return new AlertState(
                alert.kind(),
                alert.subject(),
                alert.detail(),
                now,
                alert.kind().isLasting() ? Optional.empty() : Optional.of(now),
                1,
                Map.of());
    }

    AlertState again(Alert alert, Instant now) {
        boolean restarts = until.isPresent();
        return new AlertState(
                kind,
                subject,
                alert.detail(),
                restarts ? now : since,
                kind.isLasting() ? Optional.empty() : Optional.of(now),
                count == Integer.MAX_VALUE ? count : count + 1,
                reported);
    }

    AlertState over(Instant now) {
        return until.isPresent()
                ? this
                : new AlertState(kind, subject, detail, since, Optional.of(now), count, reported);
    }

    AlertState reported(String target, AlertEvent event, int countThen, Instant now) {
        Map<String, Reported> more = new LinkedHashMap<>(reported);
        boolean end = event.isEnd() || !kind.isLasting();
        more.put(target, new Reported(end, now, countThen));
        return new AlertState(kind, subject, detail, since, until, count, more);
    }

    /** Empty if this target has nothing to report unless something changes. */
    Optional<Next> next(String target) {
        Reported last = reported.get(target);
        if (last == null) {
            return Optional.of(new Next(start(), since.plus(GATHER)));
        }
        if (!last.over) {
            return until.map(end -> new Next(AlertEvent.END, end)).or(() -> Optional.of(reminder(last)));
        }
        Instant calm = last.at.plus(CALM);
        boolean restarted = since.isAfter(last.at);
        boolean brief =
                kind.isLasting() && until.filter(end -> end.isBefore(calm)).isPresent();
        return restarted && !brief ? Optional.of(new Next(start(), calm)) : Optional.empty();
    }

    private AlertEvent start() {
        return kind.isLasting() && until.isPresent() ? AlertEvent.PAST : AlertEvent.START;
    }

    private Next reminder(Reported last) {
        boolean grew = kind.isCounted() && count > last.count;
        return new Next(AlertEvent.STILL, last.at.plus(grew ? GROWTH : kind.reminder()));
    }
}
