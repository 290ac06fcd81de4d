package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.ferrypost.sandbox.MutableClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.stoppedAt("2026-11-22T10:00:00Z");
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

    private Spool open(long reserve, Map<String, String> pragmas) throws Exception {
        return Spool.open(new Sqlite(directory, reserve, pragmas), clock, Optional.empty());
    }

    private Map<EntryId, byte[]> storeUntilFull(Spool spool, int size) throws Exception {
        Map<EntryId, byte[]> stored = new HashMap<>();
        SpoolException refusal = null;
        for (int i = 0; refusal == null; i++) {
            byte[] body = Mail.body(size, i);
            try {
                stored.put(spool.store(Mail.to("sales", body, clock.instant(), "a@x.example")), body);
            } catch (SpoolException e) {
                refusal = e;
            }
        }
        assertThat(refusal.isFull()).as(refusal.toString()).isTrue();
        return stored;
    }

    private void expectExactly(Spool spool, Map<EntryId, byte[]> stored) throws Exception {
        assertThat(spool.list(Filter.ALL, Optional.empty(), 10_000))
                .extracting(Entry::id)
                .containsExactlyInAnyOrderElementsOf(stored.keySet());
        for (Map.Entry<EntryId, byte[]> message : stored.entrySet()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            spool.export(message.getKey(), body);
            assertThat(body.toByteArray()).isEqualTo(message.getValue());
        }
    }

    @Test
    void pagesRunOutAndNothingHalfStoredRemains() throws Exception {
        try (Spool spool = open(0, Map.of("max_page_count", "1000"))) {
            Map<EntryId, byte[]> stored = storeUntilFull(spool, 3 * EntryWriter.CHUNK + 1);
            assertThat(stored).isNotEmpty();
            assertThat(Rows.of(directory))
                    .isEqualTo(Map.of("entry", stored.size(), "recipient", stored.size(), "chunk", 4 * stored.size()));
            EntryId some = stored.keySet().iterator().next();
            spool.remove(some);
            stored.remove(some);
            Awaitility.await().until(() -> !Rows.of(directory).containsKey("loose"));
            byte[] body = Mail.body(1000, 1);
            stored.put(spool.store(Mail.to("sales", body, clock.instant(), "a@x.example")), body);
            expectExactly(spool, stored);
        }
    }

    @Test
    void diskRunsFullAndTheSpoolWorksAgainWhenThereIsRoom() throws Exception {
        mountSmallDisk(12);
        Path ballast = directory.resolve("ballast");
        Files.write(ballast, new byte[4 * MEGABYTE]);
        try (Spool spool = open(0, Map.of())) {
            Map<EntryId, byte[]> stored = storeUntilFull(spool, EntryWriter.CHUNK + 1);
            assertThatThrownBy(() -> spool.store(Mail.to("sales", new byte[MEGABYTE], clock.instant(), "a@x.example")))
                    .isInstanceOf(SpoolException.class);
            Files.delete(ballast);
            byte[] body = Mail.body(MEGABYTE, 1);
            stored.put(spool.store(Mail.to("sales", body, clock.instant(), "a@x.example")), body);
            expectExactly(spool, stored);
            assertThat(Rows.text(directory, "PRAGMA integrity_check")).isEqualTo("ok");
        }
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            assertThat(spool.stats().count(State.CORRUPT)).isZero();
            for (Claim claim : Mail.claimAll(spool)) {
                assertThat(Mail.read(claim.message()))
                        .hasSize((int) claim.entry().size());
            }
        }
    }

    @Test
    void diskIsNearlyFullAndWhatIsStoredCanStillBeSettled() throws Exception {
        mountSmallDisk(24);
        try (Spool spool = open(16 * MEGABYTE, Map.of())) {
            Map<EntryId, byte[]> stored = storeUntilFull(spool, EntryWriter.CHUNK + 1);
            assertThat(stored).isNotEmpty();
            List<Claim> claims = spool.claim(1000, account -> 1000, LEASE);
            assertThat(claims).hasSameSizeAs(stored.keySet());
            for (Claim claim : claims) {
                assertThat(spool.settle(claim, Settlement.done())).isTrue();
            }
            Awaitility.await().until(() -> Rows.of(directory).isEmpty());
        }
    }

    /** No file may grow beyond the limit: the disk's error is then another than "full". */
    @Test
    void writesFailAndWhatWasToldStoredIsThere() throws Exception {
        Process process = Child.start("ulimit -f 3000", List.of("-XX:-UsePerfData"), Child.class, directory, 8, 500, 0);
        List<Child.Told> told = new ArrayList<>();
        int refused = 0;
        try (BufferedReader output = Child.output(process)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("stored ")) {
                    told.add(Child.told(line));
                } else {
                    assertThat(line).startsWith("refused ");
                    refused++;
                }
            }
        }
        assertThat(process.waitFor()).isZero();
        assertThat(told).isNotEmpty();
        assertThat(refused).isPositive();
        System.out.println(told.size() + " stored, " + refused + " refused");
        clock.advance(Duration.ofDays(3650));
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            Map<EntryId, byte[]> expected = new HashMap<>();
            told.forEach(message -> expected.put(message.id(), message.body()));
            expectExactly(spool, expected);
            Awaitility.await().until(() -> !Rows.of(directory).containsKey("loose"));
            spool.store(Mail.to("sales", new byte[4 * MEGABYTE], clock.instant(), "a@x.example"));
            assertThat(Rows.text(directory, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    void messageThatBreaksOffLeavesNothing() throws Exception {
        try (Spool spool = open(0, Map.of())) {
            NewEntry incoming = Mail.small("sales", clock.instant());
            NewEntry broken =
                    NewEntry.of("sales", incoming.envelope(), Mail.broken(3 * EntryWriter.CHUNK), clock.instant());
            assertThatThrownBy(() -> spool.store(broken))
                    .isInstanceOf(SpoolException.class)
                    .hasRootCauseMessage("the client has gone");
            assertThat(Rows.of(directory)).isEqualTo(Map.of());
        }
    }
}
