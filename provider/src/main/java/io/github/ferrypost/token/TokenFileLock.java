package io.github.ferrypost.token;

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

/** One after the other, among all threads and processes of this machine. Immutable. */
final class TokenFileLock {
    /** What is done when one's turn has come. */
    interface Action<T> {
        T run() throws IOException, TokenFileException;
    }

    /** What waits between two looks, such as {@link LockSupport#parkNanos}. */
    interface Pause {
        void nanos(long time);
    }

    /** Longer than whoever has the turn may ask Entra for (20 s). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<StandardOpenOption> OPEN = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final LongSupplier nanoTime;
    private final Pause pause;

    TokenFileLock(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    static TokenFileLock standard() {
        return new TokenFileLock(System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * Within the process the turn is a monitor that all class loaders share, which an interned string is. The file must not
     * even be opened by a second thread meanwhile: on POSIX, closing any descriptor of a file gives up all locks that the
     * process has on it (fcntl(2)).
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
                // somebody in this process who does not go by our monitor; as good as another process
            }
            if (nanoTime.getAsLong() - end > 0) {
                throw TokenFileException.later(
                        "the token file is in use by another process for too long (" + lock + ")",
                        "See which process holds that lock, and whether it hangs.");
            }
            pause.nanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
