package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Wish 1: every message of the corpus with another sender, by both doors and both roads. */
class RewritingTest {
    private static final String SCANS = "scans@contoso.example";
    private static final Set<String> REWRITTEN =
            Set.of("from", "sender", "bcc", "resent-bcc", "x-ferrypost-original-from", "x-ferrypost-original-sender");
    private static final Pattern SIGNED = Pattern.compile(
            "(?i)content-type:\\s*(multipart/signed|multipart/encrypted|application/(x-)?pkcs7-mime)|-----BEGIN PGP ");

    @TestFactory
    Stream<DynamicNode> onlyTheSendersChange() throws Exception {
        List<Specimen> corpus = Corpus.all();
        return Stream.of(Way.MIME, Way.DRAFT, Way.SMTP)
                .flatMap(way -> Stream.of(false, true).map(relay -> by(way, relay, corpus)));
    }

    private static DynamicNode by(Way way, boolean relay, List<Specimen> corpus) {
        String name = (relay ? "the bridge" : "the transport") + ": " + way.title;
        Scene[] scene = new Scene[1];
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("opens", () -> scene[0] = new Scene(way, relay)));
        corpus.forEach(specimen -> tests.add(dynamicTest(specimen.name(), () -> scene[0].carry(specimen))));
        tests.add(dynamicTest("closes", () -> scene[0].close()));
        return dynamicContainer(name, tests);
    }

    /** Those that are files; a signature in a forwarded message is nothing to keep From for. */
    private static boolean isSigned(Specimen specimen) {
        return SIGNED.matcher(specimen.text()).find();
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
            sandbox.mailbox().sendAs(SCANS);
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.roads", way.road);
            settings.put("ferrypost.from", SCANS);
            door = relay ? new Door.Bridged(settings, way.roads()) : new Door.InProcess(settings, way.roads());
        }

        void carry(Specimen specimen) throws Exception {
            sandbox.clearDelivered();
            assertThat(door.send(specimen)).isEmpty();
            assertThat(sandbox.delivered()).hasSize(1);
            compare(specimen, sandbox.delivered().get(0));
            if (isSigned(specimen)) {
                refuse(specimen);
            }
        }

        /** As a sender that the mailbox may not use. */
        private void refuse(Specimen specimen) throws Exception {
            String text = specimen.text().replaceFirst("(?im)^From:.*$", "From: Scanner <scanner@local>\r");
            sandbox.clearDelivered();

            Optional<String> refusal = door.send(Specimen.of(specimen.name(), text.getBytes(ISO_8859_1)));

            assertThat(refusal.orElse("")).contains("5.6.2", "signed or encrypted");
            assertThat(sandbox.delivered()).isEmpty();
        }

        private void compare(Specimen specimen, Delivered delivered) throws Exception {
            Text before = Text.of(Text.canonical(door.sent()));
            Text after = Text.of(Text.canonical(delivered.raw()));
            assertThat(after.body()).isEqualTo(before.body());
            assertThat(others(specimen, before, after)).containsExactlyElementsOf(others(specimen, before, before));
            if (isSigned(specimen)) {
                assertThat(values(after, "from")).isEqualTo(values(before, "from"));
                assertThat(values(after, "x-ferrypost-original-from")).isEmpty();
                return;
            }
            assertThat(values(after, "from")).singleElement().asString().contains(SCANS);
            assertThat(delivered.recipients()).containsExactlyInAnyOrderElementsOf(specimen.recipients());
            List<String> old = values(before, "from");
            if (old.size() == 1 && !old.get(0).isEmpty()) {
                assertThat(values(after, "x-ferrypost-original-from")).isEqualTo(old);
            }
            if (!way.isGraph()) {
                assertThat(delivered.envelopeFrom()).isEqualTo(specimen.sender().isEmpty() ? Sandbox.MAILBOX : SCANS);
            }
        }

        /** The fields that are none of the senders' and none of the edits in corpus.md. */
        private List<String> others(Specimen specimen, Text before, Text text) {
            Set<String> own = new HashSet<>(REWRITTEN);
            Stream.of("reply-to", "date", "message-id", "received", "mailbox-line")
                    .filter(name -> !before.has(name))
                    .forEach(own::add);
            if (way.isGraph()) {
                specimen.edited()
                        .forEach(name -> own.addAll(Set.of(
                                name.toLowerCase(Locale.ROOT),
                                "x-ferrypost-original-" + name.toLowerCase(Locale.ROOT))));
            }
            List<String> others = new ArrayList<>(text.fields());
            others.removeIf(field -> Text.name(field).equals("x-ferrypost-draft"));
            if (door.isRelay() && !text.equals(before)) {
                assertThat(Text.name(others.remove(0))).isEqualTo("received");
            }
            others.removeIf(field -> own.contains(Text.name(field)));
            return others;
        }

        private static List<String> values(Text text, String name) {
            return text.fields().stream()
                    .filter(field -> Text.name(field).equals(name))
                    .map(field -> field.substring(field.indexOf(':') + 1).strip())
                    .toList();
        }

        @Override
        public void close() throws IOException {
            door.close();
            sandbox.close();
        }
    }
}
