package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.listen.Script;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners follow changed settings; sessions and messages in progress are not disturbed. */
class LiveListenersTest {
    private static final String MAIL = "c -> MAIL FROM:<noreply@contoso.example>\ns <- 250\n";
    private static final String REST = """
            c -> RCPT TO:<a@example.org>
            s <- 250
            c -> DATA
            s <- 354
            c -> Subject: x
            c ->\s
            c -> x
            c -> .
            s <- 250
            """;

    @TempDir
    private Path folder;

    private final RecordingRoads roads = new RecordingRoads();
    private final Map<String, String> settings = new HashMap<>();
    private BridgeRun bridge;

    @BeforeEach
    void open() throws Exception {
        settings.putAll(Map.of(
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "11111111-2222-3333-4444-555555555555",
                "ferrypost.secret", "the-secret-of-this-test-0123456789",
                "ferrypost.bridge.spool", folder.resolve("spool").toString(),
                "ferrypost.bridge.listen", "127.0.0.1:0"));
        bridge = BridgeRun.open(Settings.of(settings), roads);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    private void change(Map<String, String> changes) throws Exception {
        Map<String, String> next = new HashMap<>(settings);
        next.putAll(changes);
        bridge.change(Settings.of(next));
        settings.putAll(changes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Script greeted(InetSocketAddress address) throws IOException {
        return Script.connect(address).run("s <- 220\nc -> EHLO client.example\ns <~ 250");
    }

    @Test
    void aNewListenerOpensItsPortAndTheOthersStayOpen() throws Exception {
        InetSocketAddress before = bridge.address();
        int port = freePort();
        change(Map.of(
                "ferrypost.bridge.listener.printers.address", "127.0.0.1:" + port,
                "ferrypost.bridge.listener.printers.login", "none",
                "ferrypost.bridge.listener.printers.tls", "none",
                "ferrypost.bridge.listener.printers.networks", "192.168.10.0/24"));
        assertThat(bridge.addresses()).containsExactly(before, loopback(port));
        assertThat(bridge.bridge().isListening()).isTrue();
        try (Script old = greeted(before);
                Script fresh = greeted(loopback(port))) {
            old.run(MAIL + REST);
            fresh.run(MAIL + REST);
        }
        assertThat(roads.carried()).hasSize(2);
    }

    @Test
    void aListenerThatIsGoneClosesItsPortAndLetsAMessageInProgressEnd() throws Exception {
        int port = freePort();
        Map<String, String> printers = Map.of(
                "ferrypost.bridge.listener.printers.address", "127.0.0.1:" + port,
                "ferrypost.bridge.listener.printers.login", "none",
                "ferrypost.bridge.listener.printers.tls", "none",
                "ferrypost.bridge.listener.printers.networks", "192.168.10.0/24");
        change(printers);
        try (Script idle = greeted(loopback(port));
                Script busy = greeted(loopback(port)).run(MAIL)) {
            Map<String, String> without = new HashMap<>(settings);
            without.keySet().removeAll(printers.keySet());
            bridge.change(Settings.of(without));
            assertThatThrownBy(() -> Script.connect(loopback(port))).isInstanceOf(ConnectException.class);
            idle.run("s <- 421 4.3.2 This listener has been closed\ns <- |");
            busy.run(REST + "s <- 421 4.3.2 This listener has been closed\ns <- |");
        }
        assertThat(roads.carried()).hasSize(1);
        assertThat(bridge.addresses()).hasSize(1);
    }

    @Test
    void aPortThatIsTakenRejectsTheWholeChange() throws Exception {
        InetSocketAddress before = bridge.address();
        int free = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> change(Map.of(
                            "ferrypost.bridge.listen",
                            "127.0.0.1:" + free + ",127.0.0.1:" + taken.getLocalPort(),
                            "ferrypost.bridge.name",
                            "other.example")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(bridge.addresses()).containsExactly(before);
        assertThatThrownBy(() -> Script.connect(loopback(free)))
                .as("what was bound is closed again")
                .isInstanceOf(ConnectException.class);
        try (Script script = Script.connect(before)) {
            script.run("s <- 220 localhost");
        }
    }

    /** 0.0.0.0 cannot be bound while 127.0.0.1 is, so the old port has to close first. */
    @Test
    void aPortOpensToOtherMachines() throws Exception {
        int port = freePort();
        change(Map.of("ferrypost.bridge.listen", "127.0.0.1:" + port));
        try (Script session = greeted(loopback(port))) {
            change(Map.of(
                    "ferrypost.bridge.listen",
                    "0.0.0.0:" + port,
                    "ferrypost.bridge.logins",
                    "printer:a-password-of-the-test"));
            session.run(MAIL + REST);
            greeted(loopback(port)).close();
        }
        assertThat(bridge.addresses()).extracting(InetSocketAddress::getPort).containsExactly(port);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> change(Map.of(
                            "ferrypost.bridge.listen", "127.0.0.1:" + port + ",127.0.0.1:" + taken.getLocalPort())))
                    .isInstanceOf(IOException.class);
        }
        assertThat(bridge.bridge().isListening()).isTrue();
        greeted(loopback(port)).close();
    }

    @Test
    void anAddressMovesToAnotherListener() throws Exception {
        int port = freePort();
        change(Map.of(
                "ferrypost.bridge.listener.one.address",
                "127.0.0.1:" + port,
                "ferrypost.bridge.listener.one.login",
                "none"));
        settings.remove("ferrypost.bridge.listener.one.address");
        settings.remove("ferrypost.bridge.listener.one.login");
        try (Script ofOne = greeted(loopback(port))) {
            change(Map.of(
                    "ferrypost.bridge.listener.two.address",
                    "127.0.0.1:" + port,
                    "ferrypost.bridge.listener.two.login",
                    "none"));
            ofOne.run("s <- 421 4.3.2 This listener has been closed\ns <- |");
        }
        greeted(loopback(port)).run(MAIL + REST).close();
        assertThat(bridge.bridge().isListening()).isTrue();
    }

    @Test
    void aSessionFollowsFromItsNextMessageOn() throws Exception {
        try (Script session = greeted(bridge.address())) {
            session.run(MAIL);
            change(Map.of(
                    "ferrypost.bridge.max-recipients", "1", "ferrypost.account.erp.mailbox", "erp@contoso.example"));
            session.run("c -> RCPT TO:<b@example.org>\ns <- 250\n" + REST);
            session.run(
                    "c -> MAIL FROM:<erp@contoso.example>\ns <- 250\n"
                            + "c -> RCPT TO:<a@example.org>\ns <- 250\nc -> RCPT TO:<b@example.org>\ns <- 452\nc -> RSET\ns <- 250");
            session.run("c -> MAIL FROM:<erp@contoso.example>\ns <- 250\n" + REST);
        }
        assertThat(roads.carried())
                .extracting(carried -> carried.account().mailbox())
                .containsExactly("noreply@contoso.example", "erp@contoso.example");
    }

    @Test
    void aLoginThatIsGoneCountsNoMoreInASession() throws Exception {
        change(Map.of(
                "ferrypost.bridge.logins", "printer:a-password-of-the-test",
                "ferrypost.bridge.login-required", "true"));
        String credentials = Base64.getEncoder()
                .encodeToString("\0printer\0a-password-of-the-test".getBytes(StandardCharsets.US_ASCII));
        try (Script session = greeted(bridge.address())) {
            session.run("c -> AUTH PLAIN " + credentials + "\ns <- 235\n" + MAIL + REST);
            change(Map.of("ferrypost.bridge.max-recipients", "10"));
            session.run(MAIL + REST);
            change(Map.of("ferrypost.bridge.logins", "scanner:another-password-of-the-test"));
            session.run("c -> MAIL FROM:<noreply@contoso.example>\ns <- 530 5.7.0\n" + "c -> AUTH PLAIN " + credentials
                    + "\ns <- 535 5.7.8");
        }
    }

    @Test
    void aCertificateThatCannotBeReadRejectsTheChange() throws Exception {
        assertThatThrownBy(() -> change(Map.of(
                        "ferrypost.bridge.certificate",
                        folder.resolve("none.pem").toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.pem");
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        assertThatThrownBy(() -> change(Map.of("ferrypost.bridge.certificate", broken.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("broken.pem");
        greeted(bridge.address()).run(MAIL + REST).close();
    }

    @Test
    void theLimitOfConnectionsFollows() throws Exception {
        change(Map.of("ferrypost.bridge.max-connections", "1", "ferrypost.bridge.reserved-connections", "0"));
        try (Script first = greeted(bridge.address())) {
            try (Script second = Script.connect(bridge.address())) {
                second.run("s <- 421 4.3.2");
            }
            change(Map.of("ferrypost.bridge.max-connections", "300"));
            greeted(bridge.address()).close();
            first.run(MAIL + REST);
        }
    }
}
