package io.github.ferrypost.bridge.history;

import io.github.ferrypost.bridge.spool.HistoryRow;
import java.util.ArrayList;
import java.util.List;

/** Rows and changes that wait to be stored, within a limit of memory. Safe for use by many threads. */
final class WaitingRows {
    /** Characters, for the objects of a row or change besides its text. */
    private static final int OVERHEAD = 200;

    private final long most;
    private List<HistoryRow> rows = new ArrayList<>();
    private List<HistoryRow.Progress> changes = new ArrayList<>();
    private long characters;
    private long dropped;

    /** @param most characters of text */
    WaitingRows(long most) {
        this.most = most;
    }

    /** @param dropped how many rows and changes found no room since the last batch */
    record Batch(List<HistoryRow> rows, List<HistoryRow.Progress> changes, long dropped) {}

    synchronized void add(HistoryRow row) {
        long cost = row.sender().length()
                + row.messageId().length()
                + row.subject().length()
                + row.recipients().stream().mapToLong(String::length).sum();
        if (hasRoom(cost + cost(row.progress()))) {
            rows.add(row);
        }
    }

    synchronized void add(HistoryRow.Progress change) {
        if (hasRoom(cost(change))) {
            changes.add(change);
        }
    }

    private static long cost(HistoryRow.Progress progress) {
        return (long) OVERHEAD + progress.reply().length() + progress.trace().length();
    }

    private boolean hasRoom(long cost) {
        if (characters + cost > most) {
            dropped++;
            return false;
        }
        characters += cost;
        return true;
    }

    synchronized Batch take() {
        Batch batch = new Batch(rows, changes, dropped);
        rows = new ArrayList<>();
        changes = new ArrayList<>();
        characters = 0;
        dropped = 0;
        return batch;
    }
}
