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
 * The one place from which a directory's spool is delivered. The operating system takes the lock back when the process
 * ends, however it ends: so whoever has it knows that all claims it finds are of the dead, and need not wait for their
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

    /** The lock goes with the channel, and at the latest with the process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
