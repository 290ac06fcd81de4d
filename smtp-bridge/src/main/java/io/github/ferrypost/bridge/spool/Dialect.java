package io.github.ferrypost.bridge.spool;

import java.sql.SQLException;

/** What the database engines do not share. */
interface Dialect {
    /** A connection that may write; commits are durable when they return. */
    Db openWriter() throws SQLException;

    /** A connection for single SELECTs. */
    Db openReader() throws SQLException;

    /** Makes the tables where they are missing. */
    void createTables(Db db) throws SQLException;

    /** The statement that begins a writing transaction. */
    String begin();

    /** Where the data lies. */
    DiskRoom disk();

    /** How many bytes the database can store without growing. */
    long reusable(Db db) throws SQLException;

    /**
     * Gives a piece of what the database does not use back to the disk, within a transaction.
     *
     * @return whether there is more
     */
    boolean giveBack(Db db) throws SQLException;

    /** Whether it failed because the disk has no room left. */
    boolean isFull(SQLException failure);

    /** Whether the engine found its own pages damaged; a disk that merely fails to answer is no proof of that. */
    boolean isDamaged(SQLException failure);

    /** Whether another process holds the database for longer than we wait. */
    boolean isBusy(SQLException failure);
}
