package io.github.ferrypost.bridge.spool;

import java.util.List;

/**
 * Tables and statements, in the SQL common to SQLite and PostgreSQL. Instants are in epoch milliseconds; token 0 means
 * no claim. Differences are placeholders in braces, which the {@link Dialect} fills in.
 */
final class Sql {
    static final int VERSION = 2;

    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS spool (version INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS known (name TEXT NOT NULL PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS entry (id {id} PRIMARY KEY, state TEXT NOT NULL, account TEXT NOT NULL,"
                    + " sender TEXT NOT NULL, arrived BIGINT NOT NULL, due BIGINT NOT NULL, again INTEGER NOT NULL,"
                    + " tries INTEGER NOT NULL, token BIGINT NOT NULL, in_doubt INTEGER NOT NULL,"
                    + " doubts INTEGER NOT NULL DEFAULT 0, faults INTEGER NOT NULL DEFAULT 0,"
                    + " forced INTEGER NOT NULL DEFAULT 0, login TEXT NOT NULL, client TEXT NOT NULL, dsn TEXT NOT NULL, reason TEXT NOT NULL,"
                    + " size BIGINT NOT NULL, sha256 TEXT NOT NULL, seal TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS entry_due ON entry (state, account, again, due, id)",
            "CREATE TABLE IF NOT EXISTS recipient (entry BIGINT NOT NULL, position INTEGER NOT NULL,"
                    + " address TEXT NOT NULL, verdict TEXT, blame TEXT, code INTEGER, enhanced TEXT, text TEXT,"
                    + " detail TEXT, remedy TEXT, tried BIGINT, reported INTEGER NOT NULL,"
                    + " PRIMARY KEY (entry, position)) {clustered}",
            "CREATE TABLE IF NOT EXISTS chunk (body BIGINT NOT NULL, position INTEGER NOT NULL, bytes {bytes} NOT NULL,"
                    + " PRIMARY KEY (body, position))",
            "CREATE TABLE IF NOT EXISTS note (entry BIGINT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
                    + " PRIMARY KEY (entry, name)) {clustered}",
            // bodies without an entry: still being stored (until is in the future), or ready to delete
            "CREATE TABLE IF NOT EXISTS loose (body {id} PRIMARY KEY, until BIGINT NOT NULL)");

    /**
     * Columns added in version 2: an operator's retry, and the counts of attempts that ended in doubt or in a bug of
     * the bridge.
     */
    static final List<String> TO_VERSION_2 = List.of(
            "ALTER TABLE entry ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE entry ADD COLUMN faults INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE entry ADD COLUMN forced INTEGER NOT NULL DEFAULT 0",
            "UPDATE entry SET doubts = in_doubt",
            "UPDATE spool SET version = 2");

    /** Created after the migration, because it uses a column of version 2. */
    static final String FORCED_INDEX = "CREATE INDEX IF NOT EXISTS entry_forced ON entry (forced, id) WHERE forced = 1";

    static final String GET_VERSION = "SELECT version FROM spool";
    static final String REWRITE_VERSION = "UPDATE spool SET version = version";
    static final String SET_VERSION = "INSERT INTO spool (version) VALUES (?)";

    static final String IS_KNOWN = "SELECT 1 FROM known WHERE name = ?";
    static final String INSERT_KNOWN = "INSERT INTO known (name) VALUES (?)";

    // storing
    static final String INSERT_ENTRY =
            "INSERT INTO entry (id, state, account, sender, arrived, due, again, tries, token,"
                    + " in_doubt, doubts, faults, login, client, dsn, reason, size, sha256, seal)"
                    + " VALUES (?, 'QUEUED', ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)";
    static final String INSERT_RECIPIENT = "INSERT INTO recipient (entry, position, address, verdict, blame, code,"
            + " enhanced, text, detail, remedy, tried, reported) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    static final String INSERT_CHUNK = "INSERT INTO chunk (body, position, bytes) VALUES (?, ?, ?)";
    static final String INSERT_LOOSE = "INSERT INTO loose (body, until) VALUES (?, ?)";
    static final String EXTEND_LOOSE = "UPDATE loose SET until = ? WHERE body = ?";
    static final String ABANDON_LOOSE = "UPDATE loose SET until = 0";
    static final String DELETE_LOOSE = "DELETE FROM loose WHERE body = ?";

    // claiming
    private static final String WAITING = " FROM entry WHERE state = 'QUEUED'";
    /**
     * A claim that never ended may have delivered. If a road kept a note, it will check, and the doubt is not counted.
     */
    private static final String LOST =
            " token = 0, in_doubt = 1, faults = faults + 1, doubts = doubts + CASE WHEN EXISTS"
                    + " (SELECT 1 FROM note WHERE note.entry = entry.id AND note.value <> '') THEN 0 ELSE 1 END";

    static final String RETURN_EXPIRED =
            "UPDATE entry SET state = 'QUEUED', again = 1," + LOST + " WHERE state = 'CLAIMED' AND due <= ?";
    static final String RETURN_ALL =
            "UPDATE entry SET state = 'QUEUED', again = 1, due = ?," + LOST + " WHERE state = 'CLAIMED'";
    static final String FORGET_HELD_CLAIMS = "UPDATE entry SET" + LOST + " WHERE state = 'HELD' AND token <> 0";
    static final String FIRST_ACCOUNT = "SELECT account" + WAITING + " ORDER BY account LIMIT 1";
    static final String NEXT_ACCOUNT = "SELECT account" + WAITING + " AND account > ? ORDER BY account LIMIT 1";
    static final String DUE =
            "SELECT id" + WAITING + " AND account = ? AND again = ? AND due <= ? ORDER BY due, id LIMIT ?";
    // a due time beyond the longest wait was set by a wrong clock
    static final String DUE_TOO_FAR =
            "SELECT id" + WAITING + " AND account = ? AND again = ? AND due > ? ORDER BY due, id LIMIT ?";
    static final String OVERDUE =
            "SELECT id" + WAITING + " AND account = ? AND again = ? AND due <= ? AND id <= ? ORDER BY due, id LIMIT ?";
    static final String FORCED = "SELECT id" + WAITING + " AND forced = 1 ORDER BY id LIMIT ?";
    static final String CLAIM = "UPDATE entry SET state = 'CLAIMED', token = ?, due = ?, tries = tries + 1"
            + " WHERE id = ? AND state = 'QUEUED'";
    static final String RENEW = "UPDATE entry SET due = ? WHERE id = ? AND token = ? AND state IN ('CLAIMED', 'HELD')";

    // settling; an entry that became HELD or CORRUPT during the claim keeps that state
    static final String SETTLE_RETRY = "UPDATE entry SET state = CASE WHEN state = 'CLAIMED' THEN ? ELSE state END,"
            + " reason = CASE WHEN state = 'CLAIMED' THEN ? ELSE reason END, token = 0, again = 1,"
            + " due = ?, in_doubt = ?, doubts = doubts + ?, faults = CASE WHEN ? = 1 THEN faults + 1 ELSE 0 END,"
            + " forced = 0, arrived = CASE WHEN arrived > ? THEN ? ELSE arrived END WHERE id = ? AND token = ?";
    static final String SETTLE_DEAD =
            "UPDATE entry SET state = CASE WHEN state = 'CORRUPT' THEN state ELSE 'DEAD' END, token = 0,"
                    + " reason = CASE WHEN state = 'CORRUPT' THEN reason ELSE ? END, in_doubt = ?,"
                    + " doubts = doubts + ?, forced = 0 WHERE id = ? AND token = ?";
    static final String IS_CLAIMED = "SELECT size FROM entry WHERE id = ? AND token = ?";
    static final String ADDRESSES = "SELECT position, address FROM recipient WHERE entry = ? ORDER BY position";
    static final String UPDATE_RECIPIENT = "UPDATE recipient SET verdict = ?, blame = ?, code = ?, enhanced = ?,"
            + " text = ?, detail = ?, remedy = ?, tried = ? WHERE entry = ? AND position = ?";
    static final String MARK_REPORTED = "UPDATE recipient SET reported = 1 WHERE entry = ? AND verdict = 'NEVER'";

    // removing
    static final String DELETE_ENTRY = "DELETE FROM entry WHERE id = ?";
    static final String DELETE_RECIPIENTS = "DELETE FROM recipient WHERE entry = ?";
    static final String DELETE_NOTES = "DELETE FROM note WHERE entry = ?";
    static final String DELETE_CHUNKS = "DELETE FROM chunk WHERE body = ?";
    static final String ORPHAN_CHUNKS =
            "DELETE FROM chunk WHERE body = ? AND NOT EXISTS (SELECT 1 FROM entry WHERE id = ?)";
    static final String FIRST_GARBAGE = "SELECT body FROM loose WHERE until <= ? ORDER BY body LIMIT 1";
    static final String DELETE_SOME_CHUNKS = "DELETE FROM chunk WHERE body = ? AND position IN"
            + " (SELECT position FROM chunk WHERE body = ? ORDER BY position LIMIT ?)";

    // operators
    static final String STATE = "SELECT state FROM entry WHERE id = ?";
    static final String HOLD =
            "UPDATE entry SET state = 'HELD', reason = ? WHERE id = ? AND state IN ('QUEUED', 'CLAIMED', 'DEAD')";
    static final String RELEASE_TO_CLAIM = "UPDATE entry SET state = 'CLAIMED', reason = ''"
            + " WHERE id = ? AND state = 'HELD' AND token <> 0 AND due > ?";
    // releasing an entry also resolves its doubt, except one that a running claim raises
    static final String RELEASE = "UPDATE entry SET state = 'QUEUED', reason = '', faults = 0,"
            + " in_doubt = CASE WHEN token <> 0 THEN 1 ELSE 0 END, token = 0 WHERE id = ? AND state = 'HELD'";
    static final String REOPEN_RECIPIENTS =
            "UPDATE recipient SET verdict = NULL, reported = 0 WHERE entry = ? AND verdict = 'NEVER'";
    static final String RETRY_NOW = "UPDATE entry SET state = 'QUEUED', token = 0, reason = '', due = ?, forced = 1,"
            + " faults = 0 WHERE id = ? AND state IN ('QUEUED', 'DEAD', 'CORRUPT')";
    // what may have arrived keeps its pause
    static final String HURRY =
            "UPDATE entry SET due = ? WHERE state = 'QUEUED' AND account = ? AND due > ? AND in_doubt = 0";
    static final String SET_ASIDE = "UPDATE entry SET state = 'CORRUPT', reason = ? WHERE id = ?";

    // reading
    static final String ENTRY = "SELECT id, state, account, sender, arrived, due, tries, in_doubt, doubts, faults,"
            + " forced, login, client, dsn,"
            + " reason, size, sha256, seal FROM entry WHERE id = ?";
    static final String RECIPIENTS = "SELECT address, verdict, blame, code, enhanced, text, detail, remedy, tried,"
            + " reported FROM recipient WHERE entry = ? ORDER BY position";
    static final String CHUNK = "SELECT bytes FROM chunk WHERE body = ? AND position = ?";
    static final String POSITIONS = "SELECT position FROM chunk WHERE body = ? ORDER BY position";
    static final String STATS =
            "SELECT state, account, count(*), min(id) FROM entry GROUP BY state, account ORDER BY state, account";
    static final String LIST = "SELECT id FROM entry WHERE id > ?";
    static final String LIST_STATE = " AND state = ?";
    static final String LIST_ACCOUNT = " AND account = ?";
    static final String LIST_ADDRESS = " AND (lower(sender) LIKE ? ESCAPE '!' OR EXISTS (SELECT 1 FROM recipient"
            + " WHERE recipient.entry = entry.id AND lower(recipient.address) LIKE ? ESCAPE '!'))";
    static final String LIST_END = " ORDER BY id LIMIT ?";

    // notes
    static final String HAS_ENTRY = "SELECT 1 FROM entry WHERE id = ?";
    static final String UPDATE_NOTE = "UPDATE note SET value = ? WHERE entry = ? AND name = ?";
    static final String INSERT_NOTE = "INSERT INTO note (entry, name, value) VALUES (?, ?, ?)";
    static final String NOTES = "SELECT name, value FROM note WHERE entry = ? ORDER BY name";

    private Sql() {}
}
