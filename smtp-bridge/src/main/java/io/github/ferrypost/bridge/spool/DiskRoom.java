package io.github.ferrypost.bridge.spool;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The room that is left on the disk of a folder, of which the last {@link #RESERVE} bytes are kept: what is being delivered
 * must be written down even while clients fill the disk. Safe for use by many threads.
 */
public final class DiskRoom {
    /** Bytes that only settlements may use; SQLite's log alone grows to about 4 MB between checkpoints. */
    public static final long RESERVE = 16 << 20;

    /** Below this nothing can be written: SQLite's shared memory alone has 32 KB, and a file system keeps some blocks. */
    private static final long FULL = 256 << 10;

    /** How long a grant may be on its way to the disk, where the file system does not count it yet. */
    private static final long GRANT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Grant(long bytes, long endNanos) {}

    private final Path folder;
    private final long reserve;
    private final Deque<Grant> grants = new ArrayDeque<>();
    private FileStore store;
    private long granted;

    DiskRoom(Path folder, long reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    /** The room for files in this folder, which need not exist yet. */
    public static DiskRoom of(Path folder) {
        return new DiskRoom(folder, RESERVE);
    }

    /**
     * Whether a file of this folder may grow by so many bytes, which the caller writes at once. Many callers at a time are
     * not given the same room.
     */
    public synchronized boolean hasRoom(long bytes) {
        long now = System.nanoTime();
        while (!grants.isEmpty() && now - grants.peekFirst().endNanos() >= 0) {
            granted -= grants.removeFirst().bytes();
        }
        OptionalLong usable = usable();
        if (usable.isPresent() && reserve > 0 && usable.getAsLong() - granted - bytes < reserve) {
            return false;
        }
        grants.addLast(new Grant(bytes, now + GRANT_NANOS));
        granted += bytes;
        return true;
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
