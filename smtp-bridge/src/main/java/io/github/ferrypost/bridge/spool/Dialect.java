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

    /**
     * Whether there is room to store so many bytes, with enough left to settle what is stored already: a delivery that
     * cannot be written down would be made again.
     */
    boolean hasRoom(long bytes);

    /** Whether it failed because the disk has no room left. */
    boolean isFull(SQLException failure);

    /** Whether the engine found its own pages damaged; a disk that merely fails to answer is no proof of that. */
    boolean isDamaged(SQLException failure);

    /** Whether another process holds the database for longer than we wait. */
    boolean isBusy(SQLException failure);
}
