package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.sandbox.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTest {
    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");

    /** No test can cut the power; but these are the settings with which SQLite promises to survive it. */
    @ParameterizedTest
    @CsvSource({"journal_mode, wal", "synchronous, 2", "fullfsync, 1", "busy_timeout, 10000"})
    void writesSoThatACommitSurvivesALossOfPower(String pragma, String value) throws Exception {
        Db db = new Sqlite(directory).openWriter();
        assertThat(db.first(row -> row.getString(1), "PRAGMA " + pragma)).contains(value);
        db.release();
    }

    @Test
    void readerCannotWrite() throws Exception {
        try (Spool spool = Spool.open(directory, clock)) {
            assertThat(spool.stats().count()).isZero();
            Db db = new Sqlite(directory).openReader();
            assertThatThrownBy(() -> db.update("DELETE FROM entry")).hasMessageContaining("readonly");
            db.release();
        }
    }

    @Test
    void orphansOfACrashAreClearedWhenNobodyCanBeWritingThemAnyMore() throws Exception {
        try (Spool spool = Spool.open(directory, clock)) {
            EntryId kept = spool.store(Mail.small("sales", clock.instant()));
            long until = clock.instant().plus(EntryWriter.PATIENCE).toEpochMilli();
            for (int i = 0; i < 40; i++) {
                Rows.run(directory, "INSERT INTO chunk VALUES (7, " + i + ", x'00')");
            }
            Rows.run(directory, "INSERT INTO loose VALUES (7, " + until + ")");
            spool.claim(0, account -> 0, LEASE);
            assertThat(Rows.of(directory)).containsEntry("chunk", 41);
            clock.advance(EntryWriter.PATIENCE);
            spool.claim(0, account -> 0, LEASE);
            Awaitility.await().until(() -> !Rows.of(directory).containsKey("loose"));
            assertThat(Rows.of(directory)).isEqualTo(Map.of("entry", 1, "recipient", 1, "chunk", 1));
            assertThat(spool.show(kept)).isPresent();
        }
    }

    @Test
    void orphansOfACrashAreClearedByTheNextBridgeAtOnce() throws Exception {
        Spool.open(directory, clock).close();
        long until = clock.instant().plus(EntryWriter.PATIENCE).toEpochMilli();
        Rows.run(directory, "INSERT INTO chunk VALUES (7, 0, x'00')");
        Rows.run(directory, "INSERT INTO loose VALUES (7, " + until + ")");
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            Awaitility.await().until(() -> Rows.of(directory).isEmpty());
            assertThat(spool.stats().count()).isZero();
        }
    }

    @Test
    void messageThatWasClearedWhileItArrivedIsRefusedAndNotStoredInPart() throws Exception {
        try (Spool spool = Spool.open(directory, clock)) {
            NewEntry incoming = Mail.small("sales", clock.instant());
            ByteSource slow = new ByteSource() {
                @Override
                public InputStream open() {
                    InputStream start = new ByteArrayInputStream(new byte[2 * EntryWriter.CHUNK]);
                    InputStream rest = new ByteArrayInputStream(new byte[2 * EntryWriter.CHUNK]) {
                        @Override
                        public synchronized int read(byte[] target, int offset, int length) {
                            stall(spool);
                            return super.read(target, offset, length);
                        }
                    };
                    return new SequenceInputStream(Collections.enumeration(List.of(start, rest)));
                }

                @Override
                public long size() {
                    return 4L * EntryWriter.CHUNK;
                }
            };
            assertThatThrownBy(() -> spool.store(NewEntry.of("sales", incoming.envelope(), slow, clock.instant())))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("PT1H");
            assertThat(Rows.of(directory)).isEqualTo(Map.of());
        }
    }

    /** Once, when the first chunk is there: time passes, and the sweep runs. */
    private void stall(Spool spool) {
        try {
            if (Rows.of(directory).containsKey("loose")) {
                clock.advance(EntryWriter.PATIENCE.plus(Duration.ofMinutes(1)));
                spool.claim(0, account -> 0, LEASE);
                Awaitility.await().until(() -> !Rows.of(directory).containsKey("loose"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void directoryThatCannotBeMadeIsSaid() {
        assertThatThrownBy(() -> Spool.open(Path.of("/proc/nowhere"), clock))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("/proc/nowhere");
    }
}
