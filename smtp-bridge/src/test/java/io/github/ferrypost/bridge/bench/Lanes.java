package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
    Lanes(SandboxProcess sandbox, Path folder, String options) throws IOException, GeneralSecurityException {
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

        Angus straight = Angus.straight(sandbox, "smtp0");
        add(WARM, WARM, straight::warm, SMTP_LARGEST);
        add(COLD, COLD, straight::cold, SMTP_LARGEST);
        add(HTTP, HTTP, new PlainHttp(sandbox, "graph0")::open, GRAPH_LARGEST);
        add("Door 1, SMTP, connected", WARM, Angus.doorOne("smtp0")::warm, SMTP_LARGEST);
        add("Door 1, SMTP, Transport.send", COLD, Angus.doorOne("smtp0")::cold, SMTP_LARGEST);
        add("Door 1, Graph, connected", HTTP, Angus.doorOne("graph0")::warm, GRAPH_LARGEST);
        add("Door 1, Graph, Transport.send", HTTP, Angus.doorOne("graph0")::cold, GRAPH_LARGEST);
        bridges.forEach((mode, bridge) -> {
            add(mode, "SMTP", WARM, "smtp0", bridge, SMTP_LARGEST);
            add(mode, "Graph", HTTP, "graph0", bridge, GRAPH_LARGEST);
        });
        BridgeProcess standard = bridges.get("first-try");
        add("first-try", "Graph with drafts", WARM, "drafts0", standard, SMTP_LARGEST);
        all.add(new Lane(
                "Door 2, first-try, SMTP, Transport.send",
                COLD,
                Angus.doorTwo(standard.port(), "smtp0")::cold,
                Optional.of(standard),
                SMTP_LARGEST));
    }

    private void add(String name, String baseline, Lane.Opener opener, long largest) {
        all.add(new Lane(name, baseline, opener, Optional.empty(), largest));
    }

    private void add(String mode, String road, String baseline, String account, BridgeProcess bridge, long largest) {
        all.add(new Lane(
                "Door 2, " + mode + ", " + road,
                baseline,
                Angus.doorTwo(bridge.port(), account)::warm,
                Optional.of(bridge),
                largest));
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
