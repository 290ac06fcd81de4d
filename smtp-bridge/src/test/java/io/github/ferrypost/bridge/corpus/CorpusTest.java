package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Promise 4: the content as it came, by both doors and every road, or a clear refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorpusTest {
    private static final Path PAGE = Path.of("docs", "corpus.md");

    private final Map<String, Map<Way, TreeSet<String>>> table = new LinkedHashMap<>();

    @Test
    void itIsLargeEnough() throws Exception {
        assertThat(Corpus.all()).hasSizeGreaterThanOrEqualTo(60);
    }

    @TestFactory
    @Order(1)
    Stream<DynamicNode> arrivesUnharmedOrIsRefused() throws Exception {
        List<Specimen> corpus = Corpus.all();
        return Arrays.stream(Way.values()).flatMap(way -> Stream.of(false, true).map(relay -> by(way, relay, corpus)));
    }

    private DynamicNode by(Way way, boolean relay, List<Specimen> corpus) {
        String name = (relay ? "the bridge" : "the transport") + ": " + way.title;
        Scene[] scene = new Scene[1];
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("opens", () -> scene[0] = new Scene(way, relay)));
        corpus.forEach(specimen -> tests.add(dynamicTest(specimen.name(), () -> {
            String told = scene[0].carry(specimen);
            table.computeIfAbsent(specimen.name(), key -> new EnumMap<>(Way.class))
                    .computeIfAbsent(way, key -> new TreeSet<>())
                    .add(told);
        })));
        tests.add(dynamicTest("closes", () -> scene[0].close()));
        return dynamicContainer(name, tests);
    }

    private static final class Scene implements AutoCloseable {
        private final Way way;
        private final Sandbox sandbox;
        private final Door door;

        Scene(Way way, boolean relay) throws Exception {
            this.way = way;
            sandbox = Sandbox.builder()
                    .limits(Limits.withoutRate().recipients(1000))
                    .start();
            sandbox.app().roles(way.permissions());
            sandbox.mailbox().alias("alias@contoso.example");
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.roads", way.road);
            settings.put("ferrypost.senders", "alias@contoso.example");
            door = relay ? new Door.Bridged(settings, way.roads()) : new Door.InProcess(settings, way.roads());
        }

        String carry(Specimen specimen) throws Exception {
            sandbox.clearDelivered();
            Optional<String> refusal = door.send(specimen);
            if (refusal.isPresent()) {
                assertThat(sandbox.delivered()).isEmpty();
                return shortened(refusal.get());
            }
            assertThat(sandbox.delivered()).hasSize(1);
            return new Comparison(
                            specimen,
                            way,
                            door.isRelay(),
                            door.sent(),
                            sandbox.delivered().get(0))
                    .tell();
        }

        @Override
        public void close() throws IOException {
            door.close();
            sandbox.close();
        }
    }

    /** The reason alone, without numbers that differ from door to door. */
    private static String shortened(String refusal) {
        return "refused: "
                + refusal.lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst("(?i)Remedy:.*", "")
                        .replaceFirst("552 5.3.4 .* in parts: ", "552, ")
                        .replaceFirst("without its attachments .*", "nothing in it can be attached apart")
                        .replaceFirst("\\.? *$", "")
                        .strip();
    }

    @Test
    @Order(2)
    void theTableInTheDocumentationIsWhatTheRoadsDid() throws Exception {
        StringBuilder text = new StringBuilder("| message |");
        for (Way way : Way.values()) {
            text.append(' ').append(way.title).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Way.values().length)).append('\n');
        table.forEach((name, cells) -> {
            text.append("| ").append(name).append(" |");
            for (Way way : Way.values()) {
                text.append(' ')
                        .append(cells.getOrDefault(way, new TreeSet<>()).stream()
                                .collect(Collectors.joining(" / ")))
                        .append(" |");
            }
            text.append('\n');
        });
        String page = Files.readString(PAGE);
        String begin = "<!-- corpus: made by the test -->\n";
        String end = "<!-- end of corpus -->";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("the page is behind: run CorpusTest as .github/CONTRIBUTING.md says")
                    .isEqualTo(text.toString());
        }
    }
}
