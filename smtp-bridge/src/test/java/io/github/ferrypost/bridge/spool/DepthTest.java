package io.github.ferrypost.bridge.spool;

import static io.github.ferrypost.bridge.spool.Mail.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of 100,000, as after days of an outage: nothing that it does grows with its length. */
class DepthTest {
    private static final int DEPTH = Integer.getInteger("ferrypost.test.depth", 100_000);
    private static final int THREADS = 50;
    private static final int ACCOUNTS = 1000;

    /** Ten times what an idle machine needs; the figures are printed. */
    private static final Duration GENEROUS = Duration.ofMillis(250);

    @TempDir
    Path directory;

    @Test
    void hundredThousandEntriesAreClaimedListedAndAddedToInMilliseconds() throws Exception {
        Clock clock = Clock.systemUTC();
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            fill(spool, clock);
            assertThat(spool.stats().count(State.QUEUED)).isEqualTo(DEPTH);
            EntryId middle = spool.list(Filter.ALL, Optional.empty(), DEPTH / 2)
                    .get(DEPTH / 2 - 1)
                    .id();
            measure("store", 50, () -> spool.store(Mail.small("account1", clock.instant())));
            measure("claim 10", 50, () -> spool.claim(10, account -> 10, LEASE));
            measure("claim 10, all accounts but one blocked", 10, () -> {
                assertThat(spool.claim(10, account -> account.equals("account7") ? 10 : 0, LEASE))
                        .isNotEmpty();
                return null;
            });
            measure("claim and settle", 50, () -> {
                Claim claim = spool.claim(1, account -> 1, LEASE).get(0);
                return spool.settle(claim, Settlement.retryAt(clock.instant().plusSeconds(60), Map.of()));
            });
            measure("list a page of 50", 50, () -> spool.list(Filter.ALL, Optional.of(middle), 50));
            measure(
                    "list a page of 50 of the queued",
                    20,
                    () -> spool.list(Filter.ALL.withState(State.QUEUED), Optional.of(middle), 50));
            measure("show", 50, () -> spool.show(middle));
            measure("stats", 20, spool::stats);
            measure("hold and release", 50, () -> {
                spool.hold(middle, "");
                return spool.release(middle);
            });
        }
    }

    private static void fill(Spool spool, Clock clock) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                work.add(() -> {
                    for (int n = thread; n < DEPTH; n += THREADS) {
                        spool.store(Mail.small("account" + n % ACCOUNTS, clock.instant()));
                    }
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> future : clients.invokeAll(work)) {
                future.get();
            }
            System.out.printf("filled with %d in %.1f s%n", DEPTH, (System.nanoTime() - start) / 1e9);
        } finally {
            clients.shutdown();
        }
    }

    private static void measure(String what, int times, Callable<?> call) throws Exception {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            call.call();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("%s: median %.2f ms, worst %.2f ms%n", what, nanos[times / 2] / 1e6, nanos[times - 1] / 1e6);
        assertThat(Duration.ofNanos(nanos[times / 2])).as(what).isLessThan(GENEROUS);
    }
}
