package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/**
 * Limits the disk space of incoming messages: together at most half of the free space, and never the reserve that the
 * queue needs to keep working. Safe for use by many threads.
 */
final class IncomingFiles {
    /** How many bytes a file reserves at a time. */
    static final long STEP = 1L << 20;

    /** Returns the free bytes on the disk that holds the files. */
    interface FreeSpace {
        long bytes() throws IOException;
    }

    private final Path folder;
    private final LongPredicate room;
    private final FreeSpace free;
    private long taken;

    /**
     * @param folder for the files
     * @param room whether this many more bytes leave the queue's reserve untouched
     */
    IncomingFiles(Path folder, LongPredicate room) {
        this(folder, room, () -> Files.getFileStore(folder).getUsableSpace());
    }

    IncomingFiles(Path folder, LongPredicate room, FreeSpace free) {
        this.folder = folder;
        this.room = room;
        this.free = free;
    }

    Path folder() {
        return folder;
    }

    /** Reserves this many bytes, or none. Returns whether it did. */
    synchronized boolean take(long bytes) {
        if (!hasRoom(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Whether a message of this size, in bytes, would fit now. */
    synchronized boolean hasRoom(long bytes) {
        if (!room.test(bytes)) {
            return false;
        }
        try {
            return taken + bytes <= (free.bytes() + taken) / 2;
        } catch (IOException e) {
            // the file system does not report its free space; if the disk is full, the write fails
            return true;
        }
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }
}
