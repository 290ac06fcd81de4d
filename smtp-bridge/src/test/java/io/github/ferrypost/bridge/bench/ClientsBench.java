package io.github.ferrypost.bridge.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bridge's processor time for a message of 100 KB with 10 and with 200 clients, with both heaps that
 * {@code docs/operate.md} recommends. Fails if 200 clients cost more than {@value #MOST} times as much. Rounds with few
 * and many clients alternate, so that other load on the machine affects both.
 */
public final class ClientsBench {
    private static final double MOST = 1.3;
    private static final int FEW = 10;
    private static final int MANY = 200;

    /** Messages. */
    private static final int WARM_UP = 15_000;

    private static final Letter LETTER = Letter.of("100 KB", 100 << 10);
    private static final String[] HEAD = {
        "java", "road", "ms/mail, " + FEW + " clients", "ms/mail, " + MANY + " clients", "ratio"
    };

    private ClientsBench() {}

    public static void main(String[] arguments) throws Exception {
        Wishes wishes = Wishes.fromSystemProperties();
        Path folder = Files.createTempDirectory("ferrypost-bench");
        Table table = new Table(Path.of("target", "bench"), "clients", System.out, HEAD);
        boolean fits = true;
        try (SandboxProcess sandbox =
                new SandboxProcess(wishes.sandboxJava(), "none", wishes.serviceMillis(), Wishes.mailboxes())) {
            for (String options : wishes.recommendedJava()) {
                fits &= measure(sandbox, folder.resolve(Integer.toString(options.hashCode())), options, wishes, table);
            }
        }
        if (!fits) {
            System.err.println(MANY + " clients cost more than " + MOST + " times what " + FEW + " clients cost");
        }
        System.exit(fits ? 0 : 1);
    }

    private static boolean measure(SandboxProcess sandbox, Path folder, String options, Wishes wishes, Table table)
            throws Exception {
        boolean fits = true;
        try (BridgeProcess bridge =
                new BridgeProcess(options, folder, sandbox.settings(), Map.of("ferrypost.bridge.accept", "direct"))) {
            for (String road : List.of("smtp", "graph")) {
                Lane lane = lane(road, bridge);
                Duration length = wishes.length(LETTER);
                warmUp(sandbox, lane, length);
                List<Double> few = new ArrayList<>();
                List<Double> many = new ArrayList<>();
                for (int round = 0; round < wishes.rounds(); round++) {
                    few.add(new Round(sandbox, LETTER, FEW, length).run(lane).bridgeCpu());
                    many.add(new Round(sandbox, LETTER, MANY, length).run(lane).bridgeCpu());
                }
                double ratio = median(many) / median(few);
                fits &= ratio <= MOST;
                table.row(options, road, Table.number(median(few)), Table.number(median(many)), Table.number(ratio));
            }
        }
        return fits;
    }

    /** Counts messages instead of seconds: what Java has compiled must not depend on other load on the machine. */
    private static void warmUp(SandboxProcess sandbox, Lane lane, Duration length) throws Exception {
        for (double sent = 0; sent < WARM_UP; ) {
            for (int clients : List.of(FEW, MANY)) {
                Measure measure = new Round(sandbox, LETTER, clients, length).run(lane);
                sent += measure.perSecond() * length.toMillis() / 1000;
            }
        }
    }

    private static Lane lane(String road, BridgeProcess bridge) {
        String name = "Door 2, direct, " + road;
        return new Lane(
                name,
                name,
                (letter, run, client) -> Angus.doorTwo(bridge.port(), road + Wishes.mailbox(client))
                        .warm(letter, run),
                Optional.of(bridge),
                Long.MAX_VALUE);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
