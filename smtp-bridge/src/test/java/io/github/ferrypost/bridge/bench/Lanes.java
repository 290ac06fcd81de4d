package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lanes, and the bridges that some of them go through: one for each way of accepting mail. */
final class Lanes implements AutoCloseable {
    private static final String WARM = "Angus straight, connected";
    private static final String COLD = "Angus straight, Transport.send";
    private static final String HTTP = "java.net.http straight";

    /** Exchange's, and what our MIME road takes of Graph's 4 MB. */
    private static final long SMTP_LARGEST = 150 << 20;

    private static final long GRAPH_LARGEST = 2 << 20;
    private static final List<String> MODES = List.of("direct", "first-try", "queue");

    private final List<Lane> all = new ArrayList<>();
    private final Map<String, BridgeProcess> bridges = new LinkedHashMap<>();

    /** @param options of the bridges' Java */
    Lanes(SandboxProcess sandbox, Path folder, String options) throws IOException {
        for (String mode : MODES) {
            bridges.put(
                    mode,
                    new BridgeProcess(
                            options,
                            folder.resolve(mode),
                            sandbox.settings(),
                            Map.of("ferrypost.bridge.accept", mode)));
        }
        Path settings = folder.resolve("ferrypost.properties");
        BridgeProcess.write(sandbox.settings(), settings);
        System.setProperty("ferrypost.config", settings.toString());

        PlainHttp http = new PlainHttp(sandbox);
        straight(
                WARM,
                "smtp",
                (account, letter, run) -> Angus.straight(sandbox, account).warm(letter, run));
        straight(
                COLD,
                "smtp",
                (account, letter, run) -> Angus.straight(sandbox, account).cold(letter, run));
        straight(HTTP, "graph", http::open);
        doorOne("SMTP", "smtp", WARM, SMTP_LARGEST);
        doorOne("Graph", "graph", HTTP, GRAPH_LARGEST);
        for (String mode : MODES) {
            doorTwo(mode, "SMTP", "smtp", WARM, SMTP_LARGEST);
            doorTwo(mode, "Graph", "graph", HTTP, GRAPH_LARGEST);
        }
        // the baseline that has every size
        doorTwo("first-try", "Graph with drafts", "drafts", WARM, SMTP_LARGEST);
        BridgeProcess standard = bridges.get("first-try");
        add(
                "Door 2, first-try, SMTP, Transport.send",
                COLD,
                Optional.of(standard),
                SMTP_LARGEST,
                "smtp",
                (account, letter, run) ->
                        Angus.doorTwo(standard.port(), account).cold(letter, run));
    }

    /** Opens what a client of an account sends with. */
    @FunctionalInterface
    private interface Way {
        Lane.Sender open(String account, Letter letter, int run) throws Exception;
    }

    private void straight(String name, String accounts, Way way) {
        long largest = accounts.equals("graph") ? GRAPH_LARGEST : SMTP_LARGEST;
        add(name, name, Optional.empty(), largest, accounts, way);
    }

    private void doorOne(String road, String accounts, String baseline, long largest) {
        add(
                "Door 1, " + road + ", connected",
                baseline,
                Optional.empty(),
                largest,
                accounts,
                (account, letter, run) -> Angus.doorOne(account).warm(letter, run));
        String cold = accounts.equals("smtp") ? COLD : baseline;
        add(
                "Door 1, " + road + ", Transport.send",
                cold,
                Optional.empty(),
                largest,
                accounts,
                (account, letter, run) -> Angus.doorOne(account).cold(letter, run));
    }

    private void doorTwo(String mode, String road, String accounts, String baseline, long largest) {
        BridgeProcess bridge = bridges.get(mode);
        add(
                "Door 2, " + mode + ", " + road,
                baseline,
                Optional.of(bridge),
                largest,
                accounts,
                (account, letter, run) -> Angus.doorTwo(bridge.port(), account).warm(letter, run));
    }

    private void add(
            String name, String baseline, Optional<BridgeProcess> bridge, long largest, String accounts, Way way) {
        Lane.Opener opener = (letter, run, client) -> way.open(accounts + Wishes.mailbox(client), letter, run);
        all.add(new Lane(name, baseline, opener, bridge, largest));
    }

    /** Those that carry the letter and whose name has the text, with their baselines. */
    List<Lane> carrying(Letter letter, String text) {
        List<Lane> wanted = all.stream()
                .filter(lane -> lane.carries(letter) && lane.name().matches(".*(" + text + ").*"))
                .toList();
        return all.stream()
                .filter(lane -> wanted.contains(lane)
                        || wanted.stream().anyMatch(each -> each.baseline().equals(lane.name())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (BridgeProcess bridge : bridges.values()) {
            bridge.close();
        }
    }
}
