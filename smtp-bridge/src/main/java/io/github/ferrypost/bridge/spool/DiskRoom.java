package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The free space on a folder's disk, minus the last {@link #RESERVE} bytes: the bridge must be able to record the
 * results of deliveries even while clients fill the disk. Safe for use by many threads.
 */
public final class DiskRoom {
    /** Bytes that only settlements may use; SQLite's log alone grows to about 4 MB between checkpoints. */
    public static final long RESERVE = 16 << 20;

    /**
     * In bytes; with less free space, writes fail: SQLite's shared memory takes 32 KB, and a file system keeps some
     * blocks.
     */
    private static final long FULL = 256 << 10;

    private final Path folder;
    private final long reserve;
    private @Nullable FileStore store;

    DiskRoom(Path folder, long reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    /** The free space for files in this folder, which need not exist yet. */
    public static DiskRoom of(Path folder) {
        return new DiskRoom(folder, RESERVE);
    }

    /**
     * Whether files in this folder may grow by this many bytes now without touching the reserve. Reserves nothing:
     * concurrent callers see the same free space.
     */
    public boolean hasRoom(long bytes) {
        OptionalLong usable = usable();
        return usable.isEmpty() || reserve == 0 || usable.getAsLong() - bytes >= reserve;
    }

    long reserve() {
        return reserve;
    }

    /** Bytes that this process may still use; empty if the file system does not report them, 0 if the disk is full. */
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

    /** Whether writes would fail. */
    boolean isFull() {
        OptionalLong usable = usable();
        return usable.isPresent() && usable.getAsLong() < FULL;
    }
}
