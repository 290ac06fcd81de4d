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

/**
 * {@code -Dbench.main=LimitsBench}: the bridge against Microsoft's limits. 100 ms a mail, 4 requests or 3 connections at
 * once for a mailbox; then 30 mails a minute as well. A refusal that reaches a client ends the benchmark.
 */
public final class LimitsBench {
    private static final int SERVICE_MILLIS = 100;
    private static final int MAILBOXES = 20;
    private static final int MAILS = 1000;

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
                "clients",
                "mails/s or s",
                "ceiling or least",
                "part of it");
        LimitsBench bench = new LimitsBench(Files.createTempDirectory("ferrypost-limits"), table);
        for (String accept : List.of("first-try", "direct", "queue")) {
            for (String road : List.of("graph", "smtp")) {
                bench.rate(accept, road, 1, 10);
                bench.rate(accept, road, MAILBOXES, 2 * MAILBOXES * 3);
            }
        }
        bench.drain("queue");
        bench.drain("first-try");
        System.exit(0);
    }

    private void rate(String accept, String road, int mailboxes, int clients) throws Exception {
        try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", "concurrency", SERVICE_MILLIS, mailboxes);
                BridgeProcess bridge = bridge(sandbox, accept, "off")) {
            Round round = new Round(sandbox, letter, clients, Duration.ofSeconds(10));
            Lane lane = lane(bridge, road, mailboxes);
            new Round(sandbox, letter, clients, Duration.ofSeconds(3)).run(lane);
            double perSecond = round.run(lane).arrivedPerSecond();
            double ceiling = mailboxes * (road.equals("graph") ? 4 : 3) * 1000.0 / SERVICE_MILLIS;
            row("100 ms, concurrency", road, accept, mailboxes, clients, perSecond, ceiling, perSecond / ceiling);
        }
    }

    /** All mails at once; 30 of each mailbox go at once, and each other when one of the 30 is a minute old. */
    private void drain(String accept) throws Exception {
        try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", "microsoft", SERVICE_MILLIS, MAILBOXES);
                BridgeProcess bridge = bridge(sandbox, accept, "30")) {
            int run = sandbox.begin(letter);
            List<Thread> clients = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < MAILBOXES; i++) {
                AtomicInteger numbers = new AtomicInteger(i);
                Angus program = Angus.doorTwo(bridge.port(), "smtp" + i);
                for (int each = 0; each < 3; each++) {
                    Thread client = new Thread(() -> send(program, run, numbers, failures));
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
            sandbox.end(MAILS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double least = 60 + (MAILS / MAILBOXES - 30) / 30.0;
            row("and 30 a minute", "smtp", accept, MAILBOXES, 3 * MAILBOXES, seconds, least, seconds / least);
        }
    }

    private void send(Angus program, int run, AtomicInteger numbers, List<Throwable> failures) {
        try (Lane.Sender sender = program.warm(letter, run)) {
            for (int number = numbers.getAndAdd(MAILBOXES); number < MAILS; number = numbers.getAndAdd(MAILBOXES)) {
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
        AtomicInteger clients = new AtomicInteger();
        return new Lane(
                road,
                road,
                (letter, run) -> Angus.doorTwo(bridge.port(), road + clients.getAndIncrement() % mailboxes)
                        .warm(letter, run),
                Optional.of(bridge),
                Long.MAX_VALUE);
    }

    private void row(
            String limits,
            String road,
            String accept,
            int mailboxes,
            int clients,
            double got,
            double bound,
            double part)
            throws IOException {
        table.row(
                limits,
                road,
                accept,
                Integer.toString(mailboxes),
                Integer.toString(clients),
                Table.number(got),
                Table.number(bound),
                Table.number(part));
    }
}
