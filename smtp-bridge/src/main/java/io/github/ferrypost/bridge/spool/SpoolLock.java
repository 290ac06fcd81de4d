package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * The lock of the one process that may deliver from a spool. The operating system releases it when the process ends for
 * any reason, so the new holder knows that all existing claims belong to dead processes, and need not wait for their
 * leases.
 */
final class SpoolLock implements AutoCloseable {
    private final FileChannel channel;

    private SpoolLock(FileChannel channel) {
        this.channel = channel;
    }

    static SpoolLock take(Path directory) throws IOException, SpoolException {
        Path lock = directory.resolve("bridge.lock");
        FileChannel channel = FileChannel.open(
                lock, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFile.attributes(lock));
        if (!isLocked(channel)) {
            channel.close();
            throw new SpoolException("another bridge is delivering from the spool " + directory);
        }
        return new SpoolLock(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Closing the channel releases the lock, as does the end of the process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
