package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** {@code mvn -Pbench -DskipTests verify}: the table of lanes. What can be asked for is in {@link Wishes}. */
public final class Bench {
    private static final String[] HEAD = {
        "size",
        "clients",
        "lane",
        "mails/s",
        "of its baseline",
        "p50 ms",
        "p99 ms",
        "added p50",
        "added p99",
        "arrived/s",
        "client ms/mail",
        "bridge ms/mail",
        "sandbox ms/mail",
        "bridge MB"
    };

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Wishes wishes = Wishes.fromSystemProperties();
        Path folder = Files.createTempDirectory("ferrypost-bench");
        try (SandboxProcess sandbox =
                        new SandboxProcess(wishes.sandboxJava(), "none", wishes.serviceMillis(), Wishes.mailboxes());
                Lanes lanes = new Lanes(sandbox, folder, wishes.bridgeJava())) {
            warmUp(sandbox, lanes, wishes);
            Table table = new Table(Path.of("target", "bench"), "lanes", System.out, HEAD);
            for (Letter letter : wishes.letters()) {
                for (int clients : wishes.clients(letter)) {
                    Round round = new Round(sandbox, letter, clients, wishes.length(letter));
                    List<Lane> running = lanes.carrying(letter, wishes.lanes());
                    add(table, letter, clients, Race.run(running, round, wishes.rounds()));
                }
            }
        }
        // clients of java.net.http have threads that would keep this process alive
        System.exit(0);
    }

    /** Java compiles what is hot, and the first figures should not pay for it. */
    private static void warmUp(SandboxProcess sandbox, Lanes lanes, Wishes wishes) throws Exception {
        Letter letter = wishes.letters().get(0);
        Round round = new Round(sandbox, letter, 4, wishes.warmUp());
        for (Lane lane : lanes.carrying(letter, wishes.lanes())) {
            round.run(lane);
        }
    }

    private static void add(Table table, Letter letter, int clients, Race race) throws IOException {
        for (String[] row : race.results(lane -> row(letter, clients, lane, race))) {
            table.row(row);
        }
    }

    private static String[] row(Letter letter, int clients, Lane lane, Race race) {
        ToDoubleFunction<ToDoubleFunction<Measure>> median = what -> race.median(lane, what);
        boolean bridge = lane.bridge().isPresent();
        return new String[] {
            letter.name(),
            Integer.toString(clients),
            lane.name(),
            Table.number(median.applyAsDouble(Measure::perSecond)),
            lane.isBaseline() ? "" : Table.number(race.ratio(lane)),
            Table.number(median.applyAsDouble(Measure::p50)),
            Table.number(median.applyAsDouble(Measure::p99)),
            lane.isBaseline() ? "" : Table.number(race.added(lane, Measure::p50)),
            lane.isBaseline() ? "" : Table.number(race.added(lane, Measure::p99)),
            Table.number(median.applyAsDouble(Measure::arrivedPerSecond)),
            Table.number(median.applyAsDouble(Measure::clientCpu)),
            bridge ? Table.number(median.applyAsDouble(Measure::bridgeCpu)) : "",
            Table.number(median.applyAsDouble(Measure::sandboxCpu)),
            bridge ? Table.number(median.applyAsDouble(Measure::peak)) : ""
        };
    }
}
