package io.github.ferrypost.bridge.bench;

import io.github.ferrypost.bridge.spool.Claim;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code -Dbench.main=QueueBench}: what the disk can sync, how many mails of 5 KB are stored a second by how many clients,
 * and what the queue's operations cost at a growing depth, with the mail of 1,000 accounts in it.
 */
public final class QueueBench {
    private static final int ACCOUNTS = 1000;
    private static final int TIMES = 50;
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final byte[] body = Letter.of("5 KB", 5 << 10).content();
    private final Clock clock = Clock.systemUTC();

    private QueueBench() {}

    public static void main(String[] arguments) throws Exception {
        new QueueBench().run(Files.createTempDirectory("ferrypost-queue"));
        System.exit(0);
    }

    private void run(Path folder) throws Exception {
        double syncs = syncs(folder);
        System.out.println("syncs/s of the disk: " + Table.number(syncs));
        Path results = Path.of("target", "bench");
        try (Spool spool = Spool.openToDeliver(folder.resolve("spool"), clock)) {
            fill(spool, 50, 5000);
            Table rates = new Table(results, "storing", System.out, "clients", "stored/s", "of the disk's syncs/s");
            for (int clients : new int[] {1, 10, 50, 200}) {
                double rate = fill(spool, clients, clients == 1 ? 2000 : 10_000);
                rates.row(Integer.toString(clients), Table.number(rate), Table.number(rate / syncs));
            }
        }
        Table depths = new Table(
                results,
                "depth",
                System.out,
                "queued",
                "store ms",
                "claim 10 ms",
                "claim and settle ms",
                "list 50 ms",
                "stats ms");
        try (Spool spool = Spool.openToDeliver(folder.resolve("deep"), clock)) {
            int depth = 0;
            for (int next : new int[] {1000, 10_000, 100_000}) {
                fill(spool, 50, next - depth);
                depth = next;
                depths.row(
                        Integer.toString(depth),
                        median(() -> spool.store(mail(1))),
                        median(() -> spool.claim(10, account -> 10, LEASE)),
                        median(() -> {
                            Claim claim = spool.claim(1, account -> 1, LEASE).get(0);
                            return spool.settle(claim, Settlement.retryAt(clock.instant(), Map.of()));
                        }),
                        median(() -> spool.list(Filter.ALL, Optional.empty(), 50)),
                        median(spool::stats));
            }
        }
    }

    /** How often a second the disk can be made to keep 4 KB, one after the other. */
    private static double syncs(Path folder) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4096);
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        int count = 0;
        try (FileChannel file =
                FileChannel.open(folder.resolve("syncs"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (; System.nanoTime() < end; count++) {
                file.write(block.clear(), count % 1000 * 4096L);
                file.force(false);
            }
        }
        return count / 3.0;
    }

    private NewEntry mail(int number) {
        return NewEntry.of(
                "account" + number % ACCOUNTS,
                Envelope.of("sender@contoso.example", List.of(Letter.recipient(number))),
                ByteSource.of(body),
                clock.instant());
    }

    /** @return how many were stored a second */
    private double fill(Spool spool, int clients, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            all.add(threads.submit(() -> {
                for (int n = client; n < count; n += clients) {
                    spool.store(mail(n));
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static String median(Callable<?> call) throws Exception {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            call.call();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Table.number(nanos[TIMES / 2] / 1e6);
    }
}
