package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From an SMTP client through the bridge to the sandbox: what arrives, and what the client hears where nothing does. */
class RefusalsTest {
    private static final String MAIL = """
            c -> MAIL FROM:<noreply@contoso.example>
            s <- 250 2.1.0
            c -> RCPT TO:<shown@example.org>
            s <- 250 2.1.5
            c -> RCPT TO:<hidden@example.org>
            s <- 250 2.1.5
            c -> DATA
            s <- 354
            c -> From: noreply@contoso.example
            c -> To: Shown <shown@example.org>
            c -> Subject: x
            c ->
            c -> ..Hello
            c -> .
            """;

    enum Road {
        GRAPH,
        SMTP
    }

    /** What is broken, and what the client hears: the kind of reply and what it names. */
    private record Trouble(String name, int kind, String code, BiConsumer<Sandbox, Map<String, String>> breaks) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble(
                    "wrong secret",
                    5,
                    "AADSTS7000215",
                    (sandbox, settings) -> settings.put("ferrypost.secret", "wrong~SANDBOXSECRET~0123456789012345")),
            new Trouble(
                    "expired secret",
                    5,
                    "AADSTS7000222",
                    (sandbox, settings) -> sandbox.app().expireSecrets()),
            new Trouble(
                    "unknown tenant",
                    5,
                    "AADSTS90002",
                    (sandbox, settings) -> settings.put("ferrypost.tenant", "99999999-2222-3333-4444-555555555555")),
            new Trouble(
                    "unknown app",
                    5,
                    "AADSTS700016",
                    (sandbox, settings) -> settings.put("ferrypost.client", "99999999-bbbb-cccc-dddd-eeeeeeeeeeee")),
            new Trouble(
                    "missing consent",
                    5,
                    "",
                    (sandbox, settings) -> sandbox.app().consent(false)),
            new Trouble(
                    "mailbox missing",
                    5,
                    "",
                    (sandbox, settings) -> settings.put("ferrypost.mailbox", "nobody@contoso.example")),
            new Trouble(
                    "throttled",
                    4,
                    "",
                    (sandbox, settings) -> sandbox.faults()
                            .always(
                                    Target.GRAPH_ANY,
                                    Fault.status(429)
                                            .code("ApplicationThrottled")
                                            .retryAfter(600))
                            .always(
                                    Target.SMTP_FINAL_DOT,
                                    Fault.reply("451 4.7.500 Server busy. Please try again later"))),
            new Trouble(
                    "unavailable",
                    4,
                    "",
                    (sandbox, settings) -> sandbox.faults()
                            .always(
                                    Target.GRAPH_ANY,
                                    Fault.status(503)
                                            .code("serviceNotAvailable")
                                            .retryAfter(600))
                            .always(Target.SMTP_CONNECT, Fault.reply("421 4.3.2 Service not available"))),
            new Trouble(
                    "entra answers html",
                    4,
                    "",
                    (sandbox, settings) -> sandbox.faults().always(Target.TOKEN, Fault.html())),
            new Trouble("upstream closed", 4, "", (sandbox, settings) -> {
                settings.put("ferrypost.endpoint.graph", "http://127.0.0.1:" + closedPort());
                settings.put("ferrypost.endpoint.smtp", "127.0.0.1:" + closedPort());
            }));

    private record Case(Trouble trouble, Road road) {}

    private static List<Case> cases() {
        return TROUBLES.stream()
                .flatMap(trouble -> List.of(Road.values()).stream().map(road -> new Case(trouble, road)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsWrongIsToldRightly(Case row) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = settings(sandbox, row.road());
            row.trouble().breaks.accept(sandbox, settings);
            try (Running running = new Running(settings);
                    Script script = running.greeted()) {
                String sender = settings.get("ferrypost.mailbox");
                script.run(MAIL.replace("noreply@contoso.example", sender));
                String reply = script.reply();
                assertThat(reply).matches("(?s)" + row.trouble().kind + "\\d\\d[- ]" + row.trouble().kind + "\\..*");
                assertThat(reply).contains(row.trouble().code);
                assertThat(reply.length()).as("it says something").isGreaterThan(30);
                if (row.trouble().kind == 5) {
                    assertThat(reply).contains("Remedy:");
                }
                script.run("c -> NOOP\ns <- 250 2.0.0");
            }
            assertThat(sandbox.delivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void sendAsDeniedIsToldRightly(Road road) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Running running = new Running(settings(sandbox, road));
                Script script = running.greeted()) {
            script.run(MAIL.replace("noreply@contoso.example", "boss@contoso.example"));
            assertThat(script.reply()).startsWith("55").contains("5.7.60").contains("Remedy:");
            assertThat(sandbox.delivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void exactlyTheEnvelopeGetsItAndTheHiddenStayHidden(Road road) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Running running = new Running(settings(sandbox, road));
                Script script = running.greeted()) {
            script.run(MAIL + "s <- 250 2.0.0 Accepted by Microsoft 365");
            Delivered delivered = sandbox.delivered().get(0);
            assertThat(delivered.recipients()).containsExactlyInAnyOrder("shown@example.org", "hidden@example.org");
            assertThat(delivered.text()).doesNotContain("hidden@example.org").endsWith("\r\n\r\n.Hello\r\n");
        }
    }

    @Test
    void anAnswerThatIsLostIsTransientAndSaysSo() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Running running = new Running(settings(sandbox, Road.SMTP));
                Script script = running.greeted()) {
            sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.dropAfterAcceptance());
            script.run(
                    MAIL
                            + "s <- 451 4.4.2 The connection failed before Microsoft 365 answered; the message may have been sent");
        }
    }

    private static Map<String, String> settings(Sandbox sandbox, Road road) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road == Road.GRAPH ? "graph" : "smtp");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", "direct");
        return settings;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A bridge with the real roads. */
    private static final class Running implements AutoCloseable {
        private final Roads roads = RoadFactory.open(Optional.empty());
        private final Bridge bridge;

        Running(Map<String, String> settings) throws Exception {
            CheckedSettings checked = CheckedSettings.of(io.github.ferrypost.account.Settings.of(settings));
            bridge = Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE);
        }

        Script greeted() throws IOException {
            return Script.connect(bridge.addresses().get(0)).run("s <- 220\nc -> EHLO x\ns <~ 250");
        }

        @Override
        public void close() {
            bridge.close();
            roads.close();
        }
    }
}
