package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int KILLS = Integer.getInteger("ferrypost.test.kills", 10);

    @TempDir
    Path directory;

    private final Random random = new Random();

    @Test
    void whatWasToldStoredIsThereAndIntactAfterEachKill() throws Exception {
        List<Child.Told> all = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<Child.Told> told = storeUntilKilled(1 + random.nextInt(600));
            try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
                for (Child.Told message : told) {
                    expectIntact(spool, message);
                }
            }
            all.addAll(told);
        }
        System.out.println(all.size() + " messages told stored before " + KILLS + " kills");
        expectNothingElseButWholeMessages(all);
    }

    private List<Child.Told> storeUntilKilled(int lines) throws Exception {
        Process process = Child.start("", List.of("-Xshare:auto"), Child.class, directory, 8, Integer.MAX_VALUE, 0);
        List<Child.Told> told = new ArrayList<>();
        try (BufferedReader output = Child.output(process)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // a line that the kill has cut short was never said
                if (line.endsWith(Child.END)) {
                    told.add(Child.told(line));
                }
                if (told.size() == lines) {
                    // the handle's, since the process' own would close the stream with lines unread
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
        return told;
    }

    private static void expectIntact(Spool spool, Child.Told message) throws Exception {
        Entry entry = spool.show(message.id()).orElseThrow();
        assertThat(entry.recipients())
                .extracting(Recipient::address)
                .containsExactly("r" + message.seed() + "@x.example");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        spool.export(message.id(), body);
        assertThat(body.toByteArray()).isEqualTo(message.body());
    }

    private void expectNothingElseButWholeMessages(List<Child.Told> all) throws Exception {
        assertThat(Rows.text(directory, "PRAGMA integrity_check")).isEqualTo("ok");
        Clock later = Clock.offset(Clock.systemUTC(), EntryWriter.PATIENCE.plusMinutes(1));
        try (Spool spool = Spool.openToDeliver(directory, later)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !Rows.of(directory).containsKey("loose"));
            assertThat(Rows.text(
                            directory,
                            "SELECT count(*) FROM chunk WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM entry WHERE entry.id = chunk.body)"))
                    .as("chunks without an entry")
                    .isEqualTo("0");
            List<Entry> kept = spool.list(Filter.ALL, Optional.empty(), Integer.MAX_VALUE);
            for (Entry entry : kept) {
                assertThat(spool.export(entry.id(), new ByteArrayOutputStream()))
                        .isTrue();
            }
            Set<EntryId> ids = kept.stream().map(Entry::id).collect(Collectors.toSet());
            assertThat(ids).containsAll(all.stream().map(Child.Told::id).collect(Collectors.toSet()));
        }
    }
}
