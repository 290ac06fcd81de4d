package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * {@code -Dbench.main=LimitsBench}: the bridge against Microsoft's limits. 100 ms a mail, 4 requests or 3 connections at
 * once for a mailbox; then 30 mails a minute as well. A refusal that reaches a client ends the benchmark.
 * {@code bench.lanes} takes the rows of some ways to accept.
 */
public final class LimitsBench {
    private static final int SERVICE_MILLIS = 100;
    private static final int MAILBOXES = 20;
    private static final int DRAIN_SECONDS = 20;

    private final Letter letter = Letter.of("5 KB", 5 << 10);
    private final Path folder;
    private final Table table;

    private LimitsBench(Path folder, Table table) {
        this.folder = folder;
        this.table = table;
    }

    public static void main(String[] arguments) throws Exception {
        Table table = new Table(
                Path.of("target", "bench"),
                "limits",
                System.out,
                "limits",
                "road",
                "accept",
                "mailboxes",
                "load",
                "mails/s, or seconds",
                "ceiling, or least",
                "part of the ceiling");
        LimitsBench bench = new LimitsBench(Files.createTempDirectory("ferrypost-limits"), table);
        for (String road : List.of("graph", "smtp")) {
            for (String accept : List.of("first-try", "direct")) {
                bench.rate(accept, road, 1, 10);
                bench.rate(accept, road, MAILBOXES, 6 * MAILBOXES);
            }
            int mails = DRAIN_SECONDS * perSecond(road);
            bench.drain("queue", road, "concurrency", "off", 1, mails, DRAIN_SECONDS);
            bench.drain("queue", road, "concurrency", "off", MAILBOXES, MAILBOXES * mails, DRAIN_SECONDS);
        }
        // 30 of each mailbox go at once, and each other when one of the 30 is a minute old
        double least = 60 + (1000.0 / MAILBOXES - 30) / perSecond("smtp");
        for (String accept : List.of("queue", "first-try")) {
            bench.drain(accept, "smtp", "microsoft", "30", MAILBOXES, 1000, least);
        }
        System.exit(0);
    }

    private boolean isWanted(String accept) {
        return accept.matches(".*(" + Wishes.fromSystemProperties().lanes() + ").*");
    }

    private void rate(String accept, String road, int mailboxes, int clients) throws Exception {
        if (!isWanted(accept)) {
            return;
        }
        try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", "concurrency", SERVICE_MILLIS, mailboxes);
                BridgeProcess bridge = bridge(sandbox, accept, "off")) {
            Lane lane = lane(bridge, road, mailboxes);
            new Round(sandbox, letter, clients, Duration.ofSeconds(5)).run(lane);
            double got = new Round(sandbox, letter, clients, Duration.ofSeconds(15))
                    .run(lane)
                    .arrivedPerSecond();
            double ceiling = mailboxes * perSecond(road);
            row("concurrency", road, accept, mailboxes, clients + " clients", got, ceiling, got / ceiling);
        }
    }

    private static int perSecond(String road) {
        return (road.equals("graph") ? 4 : 3) * 1000 / SERVICE_MILLIS;
    }

    /** All mails as fast as they are accepted, and then until the last has arrived. */
    private void drain(String accept, String road, String limits, String pace, int mailboxes, int mails, double least)
            throws Exception {
        if (!isWanted(accept)) {
            return;
        }
        try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", limits, SERVICE_MILLIS, MAILBOXES);
                BridgeProcess bridge = bridge(sandbox, accept, pace)) {
            if (pace.equals("off")) {
                // Java compiles what is hot; of 30 a minute none is to be spared for that
                drain(sandbox, bridge, road, mailboxes, mails / 2);
            }
            double seconds = drain(sandbox, bridge, road, mailboxes, mails);
            row(limits, road, accept, mailboxes, mails + " mails", seconds, least, least / seconds);
        }
    }

    /** The seconds until the last mail has arrived. */
    private double drain(SandboxProcess sandbox, BridgeProcess bridge, String road, int mailboxes, int mails)
            throws Exception {
        int run = sandbox.begin(letter);
        List<Thread> clients = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < mailboxes; i++) {
            AtomicInteger rounds = new AtomicInteger();
            int mailbox = i;
            Angus program = Angus.doorTwo(bridge.port(), road + i);
            for (int each = 0; each < 3; each++) {
                IntSupplier numbers = () -> mailbox + mailboxes * rounds.getAndIncrement();
                Thread client = new Thread(() -> send(program, run, numbers, mails, failures));
                client.start();
                clients.add(client);
            }
        }
        for (Thread client : clients) {
            client.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a mail was not accepted", failures.get(0));
        }
        sandbox.end(mails);
        return (System.nanoTime() - start) / 1e9;
    }

    private void send(Angus program, int run, IntSupplier numbers, int mails, List<Throwable> failures) {
        try (Lane.Sender sender = program.warm(letter, run)) {
            for (int number = numbers.getAsInt(); number < mails; number = numbers.getAsInt()) {
                sender.send(number);
            }
        } catch (Exception e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    private BridgeProcess bridge(SandboxProcess sandbox, String accept, String pace) throws IOException {
        return new BridgeProcess(
                Wishes.fromSystemProperties().bridgeJava(),
                Files.createTempDirectory(folder, accept),
                sandbox.settings(),
                Map.of("ferrypost.bridge.accept", accept, "ferrypost.bridge.pace", pace));
    }

    /** The clients share the mailboxes out among them. */
    private static Lane lane(BridgeProcess bridge, String road, int mailboxes) {
        return new Lane(
                road,
                road,
                (letter, run, client) ->
                        Angus.doorTwo(bridge.port(), road + client % mailboxes).warm(letter, run),
                Optional.of(bridge),
                Long.MAX_VALUE);
    }

    private void row(
            String limits,
            String road,
            String accept,
            int mailboxes,
            String load,
            double got,
            double bound,
            double part)
            throws IOException {
        table.row(
                limits,
                road,
                accept,
                Integer.toString(mailboxes),
                load,
                Table.number(got),
                Table.number(bound),
                Table.number(part));
    }
}
