package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail servers that have the bridge as their smarthost: they pool connections, send in parallel, and try again by themselves. */
@Tag("field")
class MailServersAsClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private BridgeRun bridge;

    enum Kind {
        POSTFIX,
        POSTFIX_WITH_TLS,
        EXIM,
        POSTFIX_WITH_IMPLICIT_TLS,
        EXIM_WITH_IMPLICIT_TLS
    }

    @BeforeEach
    void open() throws Exception {
        bridge = bridge("first-try");
    }

    @AfterEach
    void close() {
        bridge.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBurstArrivesOnceEachAtExactlyItsEnvelope(Kind kind) throws Exception {
        int count = 60;
        try (MailServer server = start(kind)) {
            Set<Set<String>> expected = new HashSet<>();
            for (int i = 0; i < count; i++) {
                send(server, "a" + i + "@example.org", "hidden" + i + "@example.org");
                expected.add(Set.of("a" + i + "@example.org", "hidden" + i + "@example.org"));
            }
            List<Delivered> arrived = sandbox.awaitDelivered(count, PATIENCE);
            assertThat(arrived).hasSize(count);
            assertThat(new HashSet<>(arrived.stream().map(Delivered::recipients).toList()))
                    .isEqualTo(expected);
            assertThat(arrived)
                    .allSatisfy(mail -> assertThat(mail.text())
                            .contains("\r\n\r\n.a dot\r\nGr\u00fc\u00dfe\r\n")
                            .doesNotContain("hidden"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheBridgeDefersTheServerTriesAgain(Kind kind) throws Exception {
        bridge.close();
        bridge = bridge("direct");
        sandbox.faults().times(3, Target.GRAPH_ANY, Fault.status(503));
        try (MailServer server = start(kind)) {
            send(server, "a@example.org");
            assertThat(sandbox.awaitDelivered(1, PATIENCE))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.recipients()).containsExactly("a@example.org"));
        }
        assertThat(sandbox.delivered()).as("once").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheBridgeRefusesTheServerGivesUpAtOnce(Kind kind) throws Exception {
        bridge.close();
        sandbox.app().roles("Mail.Send");
        bridge = bridge("first-try");
        sandbox.faults().next(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"));
        try (MailServer server = start(kind)) {
            send(server, "a@example.org");
            String givenUp = kind == Kind.EXIM || kind == Kind.EXIM_WITH_IMPLICIT_TLS
                    ? "\\*\\* a@example.org"
                    : "status=bounced";
            await().atMost(PATIENCE)
                    .until(() -> server.log().lines().anyMatch(line -> line.matches(".*" + givenUp + ".*55. 5\\..*")));
        }
        assertThat(sandbox.delivered()).isEmpty();
    }

    private MailServer start(Kind kind) throws Exception {
        int port = bridge.address().getPort();
        int implicit = bridge.addresses().get(1).getPort();
        Path own = Files.createDirectory(folder.resolve("server"));
        return switch (kind) {
            case POSTFIX -> postfix(own, port, "none");
            case POSTFIX_WITH_TLS -> postfix(own, port, "may");
            case EXIM -> new EximServer(own, port, "smtp");
            case POSTFIX_WITH_IMPLICIT_TLS -> postfix(own, implicit, "encrypt");
            case EXIM_WITH_IMPLICIT_TLS -> new EximServer(own, implicit, "smtps");
        };
    }

    /** @param tls its security level; {@code encrypt} stands for implicit TLS, as on port 465 */
    private static MailServer postfix(Path own, int port, String tls) throws Exception {
        return new PostfixServer(
                own,
                Map.of(
                        "relayhost",
                        "[127.0.0.1]:" + port,
                        "smtp_tls_security_level",
                        tls,
                        "smtp_tls_wrappermode",
                        tls.equals("encrypt") ? "yes" : "no",
                        "minimal_backoff_time",
                        "1s",
                        "maximal_backoff_time",
                        "2s",
                        "queue_run_delay",
                        "1s"));
    }

    private BridgeRun bridge(String accept) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.listener.submission.address", "127.0.0.1:0");
        settings.put("ferrypost.bridge.listener.submission.tls", "implicit");
        settings.put("ferrypost.bridge.listener.submission.login", "none");
        settings.put("ferrypost.bridge.accept", accept);
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        return BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty()));
    }

    private static void send(MailServer server, String... recipients) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        try (Script script = Script.connect(address)) {
            script.run("s <~ 220\nc -> EHLO client.example\ns <~ 250\nc -> MAIL FROM:<" + Sandbox.MAILBOX
                    + "> BODY=8BITMIME\ns <~ 250");
            for (String recipient : recipients) {
                script.run("c -> RCPT TO:<" + recipient + ">\ns <~ 250");
            }
            script.run(
                    "c -> DATA\ns <~ 354\nc -> From: " + Sandbox.MAILBOX + "\nc -> To: " + recipients[0]
                            + "\nc -> Subject: x\nc -> Date: Fri, 27 Nov 2026 10:00:00 +0100\nc -> Message-ID: <"
                            + recipients[0]
                            + ">\nc -> MIME-Version: 1.0\nc -> Content-Type: text/plain; charset=UTF-8\n"
                            + "c -> Content-Transfer-Encoding: 8bit\nc ->\nc -> ..a dot\nc -> Gr\u00fc\u00dfe\nc -> .\ns <~ 250");
        }
    }
}
