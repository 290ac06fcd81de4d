package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The room that is left on the disk of a folder, of which the last {@link #RESERVE} bytes are kept: what is being delivered
 * must be written down even while clients fill the disk. Safe for use by many threads.
 */
public final class DiskRoom {
    /** Bytes that only settlements may use; SQLite's log alone grows to about 4 MB between checkpoints. */
    public static final long RESERVE = 16 << 20;

    /** Below this nothing can be written: SQLite's shared memory alone has 32 KB, and a file system keeps some blocks. */
    private static final long FULL = 256 << 10;

    private final Path folder;
    private final long reserve;
    private FileStore store;

    DiskRoom(Path folder, long reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    /** The room for files in this folder, which need not exist yet. */
    public static DiskRoom of(Path folder) {
        return new DiskRoom(folder, RESERVE);
    }

    /**
     * Whether files of this folder may grow by so many bytes now, so that the reserve is left. Nothing is taken: callers that
     * ask at the same time see the same room.
     */
    public boolean hasRoom(long bytes) {
        OptionalLong usable = usable();
        return usable.isEmpty() || reserve == 0 || usable.getAsLong() - bytes >= reserve;
    }

    long reserve() {
        return reserve;
    }

    /** Bytes that this process may still use; nothing where the file system does not say. 0 is a full disk. */
    synchronized OptionalLong usable() {
        try {
            if (store == null) {
                store = Files.getFileStore(folder);
            }
            return OptionalLong.of(store.getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Whether nothing can be written any more. */
    boolean isFull() {
        OptionalLong usable = usable();
        return usable.isPresent() && usable.getAsLong() < FULL;
    }
}
