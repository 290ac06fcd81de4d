package io.github.ferrypost.tokenstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long one waits for one's turn, by a clock that passes while one waits. */
class TokenFileLockTest {
    /** Near its end, after which it goes on with negative numbers. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

    @TempDir
    Path folder;

    private final MutableClock clock = MutableClock.stopped();
    private Path lock;

    @BeforeEach
    void name() {
        lock = folder.resolve("tokens.lock");
    }

    private long now() {
        return START + clock.nanos();
    }

    private void pause(long nanos) {
        clock.advance(Duration.ofNanos(nanos));
    }

    private FileChannel open() throws Exception {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Test
    void whoeverHoldsItForTooLongMakesTheOthersTryLater() throws Exception {
        TokenFileLock turn = new TokenFileLock(this::now, this::pause);
        try (FileChannel other = open();
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            TokenFileException refusal =
                    catchThrowableOfType(TokenFileException.class, () -> turn.take(lock, () -> "taken"));
            assertThat(refusal.status().verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(refusal.isCorrupt()).isFalse();
            assertThat(refusal.status().reply().toString())
                    .contains("Another process has locked the token file", lock.toString());
        }
        assertThat(Duration.ofNanos(clock.nanos())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(turn.take(lock, () -> "taken")).as("after that").isEqualTo("taken");
    }

    @Test
    void theTurnComesWhenTheOtherIsDone() throws Exception {
        try (FileChannel other = open();
                FileLock held = other.lock()) {
            TokenFileLock turn = new TokenFileLock(this::now, nanos -> {
                pause(nanos);
                if (clock.nanos() > Duration.ofSeconds(29).toNanos()) {
                    release(held);
                }
            });
            assertThat(turn.take(lock, () -> "taken")).isEqualTo("taken");
        }
    }

    private static void release(FileLock held) {
        try {
            held.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
