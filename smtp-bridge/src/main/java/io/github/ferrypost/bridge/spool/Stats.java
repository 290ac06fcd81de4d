package io.github.ferrypost.bridge.spool;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many entries the spool contains. Immutable.
 *
 * @param rows one for each state and account that has entries
 */
public record Stats(List<Row> rows) {

    /**
     * @param count of the entries
     * @param oldest when the oldest was stored
     */
    public record Row(State state, String account, long count, Instant oldest) {}

    public Stats {
        rows = List.copyOf(rows);
    }

    public long count(State state) {
        return rows.stream()
                .filter(row -> row.state() == state)
                .mapToLong(Row::count)
                .sum();
    }

    public long count() {
        return rows.stream().mapToLong(Row::count).sum();
    }

    /** When the oldest entry in this state was stored; empty if there is none. */
    public Optional<Instant> oldest(State state) {
        return rows.stream()
                .filter(row -> row.state() == state)
                .map(Row::oldest)
                .min(Comparator.naturalOrder());
    }
}
