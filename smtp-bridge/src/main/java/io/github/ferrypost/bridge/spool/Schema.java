package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;

/** The tables of the spool, and their versions. */
final class Schema {
    private Schema() {}

    /**
     * Creates missing tables, and converts those of an older version.
     *
     * @throws SpoolException if a newer program made them; nothing is changed then
     */
    static void prepare(Db db, Dialect dialect) throws SQLException, SpoolException {
        dialect.createTables(db);
        for (String statement : HistorySql.TABLES) {
            db.run(statement);
        }
        int version = db.first(row -> row.getInt(1), Sql.GET_VERSION).orElse(0);
        if (version == 0) {
            db.update(Sql.SET_VERSION, Sql.VERSION);
        } else if (version == 1) {
            for (String statement : Sql.TO_VERSION_2) {
                db.run(statement);
            }
        } else if (version != Sql.VERSION) {
            throw new SpoolException(
                    "the spool has version " + version + ", but this program supports only version " + Sql.VERSION);
        }
        db.run(Sql.FORCED_INDEX);
    }
}
