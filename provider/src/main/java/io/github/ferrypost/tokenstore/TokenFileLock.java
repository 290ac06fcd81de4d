package io.github.ferrypost.tokenstore;

import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Mutual exclusion among all threads and processes of this machine. Immutable. */
public final class TokenFileLock {
    /** The action to run under the lock. */
    public interface Action<T> {
        T run() throws IOException, TokenFileException;
    }

    /** The delay between two attempts to lock, such as {@link LockSupport#parkNanos}. */
    interface Pause {
        void nanos(long time);
    }

    /** Longer than the holder may wait for Entra (20 s). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<StandardOpenOption> OPEN = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final LongSupplier nanoTime;
    private final Pause pause;

    TokenFileLock(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    public static TokenFileLock standard() {
        return new TokenFileLock(System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * Within the process, the lock is a monitor on an interned string, which all class loaders share. A second thread
     * must not even open the file meanwhile: on POSIX, closing any descriptor of a file releases all locks that the
     * process holds on it (fcntl(2)).
     */
    <T> T take(Path lock, Action<T> action) throws IOException, TokenFileException {
        String monitor = ("io.github.ferrypost " + lock.toAbsolutePath().normalize()).intern();
        synchronized (monitor) {
            try (FileChannel channel = FileChannel.open(lock, OPEN, PrivateFile.attributes(lock))) {
                try (FileLock held = hold(channel, lock)) {
                    if (!held.isValid()) {
                        throw new IOException("the lock on " + lock + " was lost");
                    }
                    return action.run();
                }
            }
        }
    }

    private FileLock hold(FileChannel channel, Path lock) throws IOException, TokenFileException {
        long end = nanoTime.getAsLong() + PATIENCE.toNanos();
        while (true) {
            try {
                FileLock held = channel.tryLock();
                if (held != null) {
                    return held;
                }
            } catch (OverlappingFileLockException e) {
                // other code in this process holds the lock without our monitor; treated like another process
            }
            if (nanoTime.getAsLong() - end > 0) {
                throw TokenFileException.later(
                        "Another process has locked the token file for too long (" + lock + ")",
                        "Find out which process holds that lock and whether it hangs.");
            }
            pause.nanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
