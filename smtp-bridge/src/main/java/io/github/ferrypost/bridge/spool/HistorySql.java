package io.github.ferrypost.bridge.spool;

import java.util.List;

/**
 * Tables and statements of the history. The full-text index is SQLite's FTS5 without a copy of the text
 * (sqlite.org/fts5.html, "Contentless-Delete Tables"): its rows have the ids of the history's.
 */
final class HistorySql {
    /** Accents and case do not matter (sqlite.org/fts5.html, "Unicode61 Tokenizer"). */
    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY, at BIGINT NOT NULL, client TEXT NOT NULL,"
                    + " device TEXT NOT NULL, login TEXT NOT NULL, sender TEXT NOT NULL, recipients TEXT NOT NULL,"
                    + " message_id TEXT NOT NULL, subject TEXT NOT NULL, size BIGINT NOT NULL, account TEXT NOT NULL,"
                    + " entry TEXT, changed BIGINT NOT NULL, result TEXT NOT NULL, reply TEXT NOT NULL,"
                    + " road TEXT NOT NULL, trace TEXT NOT NULL, tries INTEGER NOT NULL)",
            "CREATE UNIQUE INDEX IF NOT EXISTS history_entry ON history (entry) WHERE entry IS NOT NULL",
            "CREATE VIRTUAL TABLE IF NOT EXISTS history_text USING fts5(text, content='', contentless_delete=1,"
                    + " detail=full, tokenize=\"" + HistoryWords.TOKENIZER + "\")");

    static final String INSERT = "INSERT INTO history (id, at, client, device, login, sender, recipients, message_id,"
            + " subject, size, account, entry, changed, result, reply, road, trace, tries)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String NEXT_ID = "SELECT coalesce(max(id), 0) + 1 FROM history";
    static final String INSERT_TEXT = "INSERT INTO history_text (rowid, text) VALUES (?, ?)";
    static final String REPLACE_TEXT = "INSERT OR REPLACE INTO history_text (rowid, text) VALUES (?, ?)";
    /** A change that comes late must not undo a later one. */
    static final String PROGRESS =
            "UPDATE history SET changed = ?, result = ?, reply = CASE WHEN ? = '' THEN reply ELSE ? END,"
                    + " road = CASE WHEN ? = '' THEN road ELSE ? END, trace = CASE WHEN ? = '' THEN trace ELSE ? END,"
                    + " tries = ? WHERE entry = ? AND changed <= ?";

    static final String RESULT = "UPDATE history SET result = ?, changed = ? WHERE entry = ?";

    private static final String COLUMNS =
            "SELECT history.id, at, client, device, login, sender, recipients, message_id,"
                    + " subject, size, account, entry, changed, result, reply, road, trace, tries FROM history";
    static final String OF_ENTRY = COLUMNS + " WHERE entry = ?";
    static final String FIND = COLUMNS + " WHERE history.id < ? AND history.id >= ?";
    static final String FIND_TEXT = COLUMNS + " JOIN history_text ON history_text.rowid = history.id"
            + " WHERE history_text MATCH ? AND history_text.rowid < ?"
            + " AND history_text.rowid >= ?";
    static final String RESULT_IS = " AND result = ?";
    static final String SINCE = " AND at >= ?";
    static final String UNTIL = " AND at < ?";
    static final String FIND_END = " ORDER BY history.id DESC LIMIT ?";
    static final String FIND_TEXT_END = " ORDER BY history_text.rowid DESC LIMIT ?";

    static final String FROM_ID = "SELECT id, at FROM history WHERE id >= ? ORDER BY id LIMIT 1";
    static final String OLD = "SELECT id FROM history WHERE id < ? AND (id < ? OR at < ?) ORDER BY id LIMIT ?";
    static final String DELETE = "DELETE FROM history WHERE id = ?";
    static final String DELETE_TEXT = "DELETE FROM history_text WHERE rowid = ?";
    static final String COUNT = "SELECT count(*) FROM history";

    private HistorySql() {}
}
