package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;

/** What differs between database engines. */
interface Dialect {
    /** Opens a connection that may write; commits are durable when they return. */
    Db openWriter() throws SQLException;

    /** Opens a connection for single SELECTs. */
    Db openReader() throws SQLException;

    /** Creates missing tables. */
    void createTables(Db db) throws SQLException;

    /** The statement that begins a write transaction. */
    String begin();

    /** The disk that holds the data. */
    DiskRoom disk();

    /** How many bytes the database can store without growing. */
    long reusable(Db db) throws SQLException;

    /**
     * Returns a piece of unused space to the file system, within a transaction.
     *
     * @return whether there is more
     */
    boolean giveBack(Db db) throws SQLException;

    /** Whether it failed because the disk is full. */
    boolean isFull(SQLException failure);

    /** Whether the engine found its own pages damaged; a read error of the disk alone does not count. */
    boolean isDamaged(SQLException failure);

    /** Whether another process held the database longer than the timeout. */
    boolean isBusy(SQLException failure);
}
