package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small disk: what fits, what is kept free, and what comes back. */
class RoomTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private boolean mounted;

    /** A library that was loaded from the small disk would keep it mounted. */
    @BeforeAll
    static void loadLibrary(@TempDir Path elsewhere) throws Exception {
        NativeLibrary.load(elsewhere);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            shell("umount", directory.toString());
        }
    }

    private static int shell(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void mountSmallDisk(int megabytes) throws Exception {
        try {
            mounted =
                    shell("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()) == 0;
        } catch (IOException e) {
            // no such command on this system
        }
        assumeThat(mounted).as("may mount a tmpfs").isTrue();
    }

    private static void fill(Spool spool) throws Exception {
        SpoolException refusal = null;
        for (int i = 0; refusal == null; i++) {
            try {
                spool.store(Mail.to(
                        "sales", Mail.body(MEGABYTE, i), Clock.systemUTC().instant(), "a@x.example"));
            } catch (SpoolException e) {
                refusal = e;
            }
        }
        assertThat(refusal.isFull()).isTrue();
    }

    private static void empty(Spool spool) throws Exception {
        for (Claim claim : spool.claim(1000, account -> 1000, LEASE)) {
            spool.settle(claim, Settlement.done());
        }
        assertThat(spool.stats().count()).isZero();
    }

    private static NewEntry small() {
        return Mail.small("sales", Clock.systemUTC().instant());
    }

    @Test
    void C2_aQueueThatOnceFilledItsDiskTakesMailAgain() throws Exception {
        mountSmallDisk(60);
        try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
            fill(spool);
            empty(spool);
            spool.store(small());
            spool.probe();
            fill(spool);
            empty(spool);
            Awaitility.await("pages go back to the disk, for mail that comes in")
                    .until(() -> spool.disk().usable().orElseThrow() > 30 * MEGABYTE);
        }
    }

    /** One that an earlier version made cannot give pages back, but uses them itself. */
    @Test
    void C2_alsoADatabaseThatCannotShrink() throws Exception {
        mountSmallDisk(60);
        try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
            spool.probe();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("spool.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = NONE");
            statement.execute("VACUUM");
        }
        assertThat(Rows.text(directory, "PRAGMA auto_vacuum")).isEqualTo("0");
        try (Spool spool = Spool.open(directory, Clock.systemUTC())) {
            fill(spool);
            empty(spool);
            Awaitility.await().untilAsserted(() -> assertThatCode(spool::probe).doesNotThrowAnyException());
            spool.store(small());
        }
        try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
            spool.probe();
            assertThat(Rows.text(directory, "PRAGMA auto_vacuum"))
                    .as("at the next start")
                    .isEqualTo("2");
            assertThat(spool.stats().count()).isEqualTo(1);
        }
    }

    @Test
    void C2_aFullDiskIsToldAsSuchAtTheStart() throws Exception {
        mountSmallDisk(8);
        Spool.openToDeliver(directory, Clock.systemUTC()).close();
        Path ballast = directory.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // full
        }
        assertThat(new DiskRoom(directory, 0).usable()).hasValue(0);
        assertThatThrownBy(() -> Spool.openToDeliver(directory, Clock.systemUTC()))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining(directory.toString());
        Files.delete(ballast);
        Spool.openToDeliver(directory, Clock.systemUTC()).close();
    }

    @Test
    void C2_exactlyNothingLeftIsNothing() throws Exception {
        mountSmallDisk(20);
        DiskRoom room = DiskRoom.of(directory);
        assertThat(room.hasRoom(MEGABYTE)).isTrue();
        Path ballast = Files.write(directory.resolve("ballast"), new byte[20 * MEGABYTE]);
        assertThat(room.usable()).hasValue(0);
        assertThat(room.hasRoom(1)).isFalse();
        Files.delete(ballast);
    }

    @Test
    void SEC6_incomingFilesLeaveTheReserve() throws Exception {
        mountSmallDisk(40);
        DiskRoom room = DiskRoom.of(directory);
        int files = 0;
        while (room.hasRoom(MEGABYTE)) {
            Files.write(directory.resolve("incoming" + files++), new byte[MEGABYTE]);
        }
        assertThat(files).isBetween(20, 24);
        assertThat(room.usable().orElseThrow()).isGreaterThanOrEqualTo(DiskRoom.RESERVE);
    }
}
