package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/**
 * The disk space that messages may use while they come in: all of them together at most half of what is free, and none of
 * the reserve by which the queue goes on working. Safe for use by many threads.
 */
final class IncomingFiles {
    /** How much is asked for at a time. */
    static final long STEP = 1L << 20;

    /** Says how many bytes are free where the files are. */
    interface FreeSpace {
        long bytes() throws IOException;
    }

    private final Path folder;
    private final LongPredicate room;
    private final FreeSpace free;
    private long taken;

    /**
     * @param folder for the files
     * @param room whether the queue's reserve allows so many bytes more
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

    /** Takes so many bytes of the share, or none of them. */
    synchronized boolean take(long bytes) {
        if (!hasRoom(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Whether a message of this size would find room now. */
    synchronized boolean hasRoom(long bytes) {
        if (!room.test(bytes)) {
            return false;
        }
        try {
            return taken + bytes <= (free.bytes() + taken) / 2;
        } catch (IOException e) {
            // the file system does not say: what is written then fails by itself
            return true;
        }
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }
}
