package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupingTest {
    private static final int CLIENTS = 50;
    private static final int EACH = 100;
    private static final int SHARED = 800;
    private static final double NANOS = 1e9;

    @TempDir
    Path directory;

    @Test
    void clientsThatStoreAtOnceShareASync() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
            storeAll(clients, spool);
            long before = spool.commits();
            long start = System.nanoTime();
            storeAll(clients, spool);
            double rate = CLIENTS * EACH / ((System.nanoTime() - start) / NANOS);
            long commits = spool.commits() - before;
            System.out.printf(
                    "%d clients, 5 KB: %.0f durable messages a second, %.1f a commit; the disk syncs %.0f times a second%n",
                    CLIENTS, rate, (double) CLIENTS * EACH / commits, syncs());
            assertThat(spool.stats().count()).isEqualTo(2 * CLIENTS * EACH);
            assertThat(commits).isLessThan(CLIENTS * EACH / 4);
        } finally {
            clients.shutdown();
        }
    }

    private static void storeAll(ExecutorService clients, Spool spool) throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            work.add(() -> {
                for (int j = 0; j < EACH; j++) {
                    spool.store(Mail.to(
                            "account" + client % 5,
                            Mail.body(5000, j),
                            Clock.systemUTC().instant(),
                            "a@x.example"));
                }
                return null;
            });
        }
        for (Future<Void> future : clients.invokeAll(work)) {
            future.get();
        }
    }

    private double syncs() throws Exception {
        int count = 500;
        try (FileChannel file =
                FileChannel.open(directory.resolve("syncs"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1 << 20), 0);
            file.force(true);
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                file.write(ByteBuffer.allocate(4096), (i % 200) * 4096L);
                file.force(false);
            }
            return count / ((System.nanoTime() - start) / NANOS);
        }
    }

    @Test
    void oneFailingMessageFailsNoOther() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try (Spool spool = Spool.openToDeliver(directory, Clock.systemUTC())) {
            NewEntry good = Mail.small("sales", Clock.systemUTC().instant());
            // a column that must not be null makes its transaction fail
            NewEntry bad = good.withClient(new SubmittingClient(null, ""));
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                NewEntry incoming = i % 10 == 0 ? bad : good;
                work.add(() -> {
                    try {
                        spool.store(incoming);
                        return true;
                    } catch (SpoolException e) {
                        return false;
                    }
                });
            }
            int stored = 0;
            for (Future<Boolean> future : clients.invokeAll(work)) {
                stored += future.get() ? 1 : 0;
            }
            assertThat(stored).isEqualTo(180);
            assertThat(spool.stats().count()).isEqualTo(180);
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void twoProcessesShareTheFile() throws Exception {
        Process bridge = Child.start("", List.of(), Child.class, directory, 8, SHARED, 0);
        int removed = 0;
        List<Child.Told> told = new ArrayList<>();
        try (BufferedReader output = Child.output(bridge);
                Spool queue = Spool.open(directory, Clock.systemUTC())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                assertThat(line).startsWith("stored ");
                Child.Told message = Child.told(line);
                told.add(message);
                switch (message.seed() % 4) {
                    case 0 -> {
                        assertThat(queue.remove(message.id())).contains(State.QUEUED);
                        removed++;
                    }
                    case 1 -> assertThat(queue.hold(message.id(), "looked at")).contains(State.QUEUED);
                    case 2 -> assertThat(queue.retryNow(message.id())).contains(State.QUEUED);
                    default ->
                        assertThat(queue.list(Filter.ALL, Optional.of(message.id()), 3))
                                .doesNotContainNull();
                }
            }
            assertThat(bridge.waitFor()).isZero();
            assertThat(told).hasSize(SHARED);
            assertThat(queue.stats().count()).isEqualTo(SHARED - removed);
            assertThat(queue.stats().count(State.HELD)).isEqualTo(SHARED / 4);
        }
        assertThat(Rows.text(directory, "PRAGMA integrity_check")).isEqualTo("ok");
    }
}
