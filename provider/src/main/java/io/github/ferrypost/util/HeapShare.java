package io.github.ferrypost.util;

/** Limits that follow the size of the heap, so that one default suits a heap of 64 MB and one of 4 GB. */
public final class HeapShare {
    /** An idle TLS connection of Java 17 after a message of 100 KB, measured: buffers of one record, ciphers, session. */
    private static final long CONNECTION = 50 * 1024;

    /** Of the heap, for each kind of connection: 215 connections with a heap of 64 MB. */
    private static final int PART = 6;

    private static final int LEAST = 16;

    /** More would only help more mailboxes than one process serves, and occupy the server. */
    private static final int MOST = 1000;

    private HeapShare() {}

    /** How many idle TLS connections of one kind may be kept. */
    public static int idleConnections() {
        return idleConnections(Runtime.getRuntime().maxMemory());
    }

    static int idleConnections(long heap) {
        return (int) Math.max(LEAST, Math.min(MOST, heap / PART / CONNECTION));
    }
}
