package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Some clients send on a lane for a while, each the next mail as soon as the last was accepted; then all is accounted for. */
final class Round {
    private final SandboxProcess sandbox;
    private final Letter letter;
    private final int clients;
    private final Duration length;

    Round(SandboxProcess sandbox, Letter letter, int clients, Duration length) {
        this.sandbox = sandbox;
        this.letter = letter;
        this.clients = clients;
        this.length = length;
    }

    Measure run(Lane lane) throws Exception {
        int run = sandbox.begin(letter);
        Optional<Usage> bridge = lane.bridge().map(BridgeProcess::usage);
        List<Optional<Usage>> processes = List.of(
                Optional.of(new Usage(ProcessHandle.current().pid())), bridge, Optional.of(new Usage(sandbox.pid())));
        AtomicInteger numbers = new AtomicInteger();
        CyclicBarrier connected = new CyclicBarrier(clients + 1);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<long[]>> waits = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                waits.add(threads.submit(client(lane, run, i, numbers, connected)));
            }
            if (bridge.isPresent()) {
                bridge.get().resetPeak();
            }
            connected.await();
            double[] before = cpu(processes);
            long start = System.nanoTime();
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> each : waits) {
                all.add(each.get());
            }
            double accepted = seconds(start);
            sandbox.end(numbers.get());
            double arrived = seconds(start);
            long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            int count = sorted.length;
            double[] after = cpu(processes);
            return new Measure(
                    count / accepted,
                    percentile(sorted, 0.5),
                    percentile(sorted, 0.99),
                    count / arrived,
                    (after[0] - before[0]) / count,
                    (after[1] - before[1]) / count,
                    (after[2] - before[2]) / count,
                    bridge.isPresent() ? bridge.get().peakMegabytes() : 0);
        } catch (ExecutionException e) {
            throw new IllegalStateException(lane.name() + ": a mail was not accepted", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The waits for its mails, in nanoseconds. */
    private Callable<long[]> client(Lane lane, int run, int client, AtomicInteger numbers, CyclicBarrier connected) {
        return () -> {
            long[] waits = new long[1024];
            int count = 0;
            try (Lane.Sender sender = lane.opener().open(letter, run, client)) {
                connected.await();
                long end = System.nanoTime() + length.toNanos();
                long before = System.nanoTime();
                do {
                    sender.send(numbers.getAndIncrement());
                    long now = System.nanoTime();
                    if (count == waits.length) {
                        waits = Arrays.copyOf(waits, 2 * count);
                    }
                    waits[count++] = now - before;
                    before = now;
                } while (before < end);
            }
            return Arrays.copyOf(waits, count);
        };
    }

    private static double[] cpu(List<Optional<Usage>> processes) throws IOException {
        double[] millis = new double[processes.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = processes.get(i).isPresent() ? processes.get(i).get().cpuMillis() : 0;
        }
        return millis;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double percentile(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))] / 1e6;
    }
}
