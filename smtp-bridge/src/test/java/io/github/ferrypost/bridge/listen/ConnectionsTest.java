package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may be connected, and for how long without a login. */
class ConnectionsTest {
    @Test
    void SEC9_aMachineThatTakesAllPlacesLeavesSomeForOthersAndForThisMachine() throws Exception {
        List<Script> silent = new ArrayList<>();
        try (Harbour harbour =
                Harbour.at("0.0.0.0", limits(10, 4, 2, Duration.ofSeconds(20)), "a:b", Optional.empty())) {
            InetSocketAddress outside =
                    new InetSocketAddress(ownAddress(), harbour.address().getPort());
            InetSocketAddress inside = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), harbour.address().getPort());
            for (int i = 0; i < 4; i++) {
                silent.add(Script.connect(outside).run("s <- 220"));
            }
            try (Script fifth = Script.connect(outside)) {
                fifth.run("s <- 421 4.3.2 Too many connections from your address\ns <- |");
            }
            for (int i = 0; i < 6; i++) {
                silent.add(Script.connect(inside).run("s <- 220"));
            }
            try (Script oneTooMany = Script.connect(inside)) {
                oneTooMany.run("s <- 421 4.3.2 Too many connections, try\ns <- |");
            }
            silent.get(0).close();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                try (Script again = Script.connect(outside)) {
                    again.run("s <- 220");
                }
            });
            assertThat(harbour.refusals).extracting(Rejection::at).contains("connect");
        } finally {
            for (Script script : silent) {
                script.close();
            }
        }
    }

    @Test
    void SEC9_placesAreReservedForThisMachine() throws UnknownHostException {
        ConnectionCount count = new ConnectionCount(new ListenerLimits.Connections(200, 50, 20));
        int accepted = 0;
        for (int i = 0; i < 1000; i++) {
            if (count.enter(InetAddress.getByName("192.0.2." + i % 250)) == ConnectionCount.Answer.ACCEPTED) {
                accepted++;
            }
        }
        assertThat(accepted).isEqualTo(180);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 20; i++) {
            assertThat(count.enter(loopback)).isEqualTo(ConnectionCount.Answer.ACCEPTED);
        }
        assertThat(count.enter(loopback)).isEqualTo(ConnectionCount.Answer.FULL);
    }

    @Test
    void SEC9_aV6NetworkIsOneClient() throws UnknownHostException {
        ConnectionCount count = new ConnectionCount(new ListenerLimits.Connections(200, 50, 20));
        int accepted = 0;
        for (int i = 0; i < 100; i++) {
            InetAddress address = InetAddress.getByName("2001:db8::" + Integer.toHexString(i));
            accepted += count.enter(address) == ConnectionCount.Answer.ACCEPTED ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(50);
    }

    @Test
    void aFewConnectionsAreSharedInHalfAtMost() throws UnknownHostException {
        ConnectionCount count = new ConnectionCount(new ListenerLimits.Connections(4, 50, 20));
        InetAddress other = InetAddress.getByName("192.0.2.1");
        assertThat(count.enter(other)).isEqualTo(ConnectionCount.Answer.ACCEPTED);
        assertThat(count.enter(other)).isEqualTo(ConnectionCount.Answer.ACCEPTED);
        assertThat(count.enter(other)).isEqualTo(ConnectionCount.Answer.FULL);
        count.leave(other);
        assertThat(count.enter(other)).isEqualTo(ConnectionCount.Answer.ACCEPTED);
    }

    @Test
    void SEC9_anotherMachineHasALimitedTimeForItsLoginHoweverMuchItTalks() throws Exception {
        try (Harbour harbour =
                Harbour.at("0.0.0.0", limits(10, 4, 2, Duration.ofMillis(300)), "a:b", Optional.empty())) {
            InetSocketAddress outside =
                    new InetSocketAddress(ownAddress(), harbour.address().getPort());
            try (Script silent = Script.connect(outside)) {
                silent.run("s <- 220\ns <- 421 4.4.2 Login timeout\ns <- |");
            }
            try (Script local = Script.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), harbour.address().getPort()))) {
                local.run("s <- 220");
                try (Script talking = Script.connect(outside)) {
                    talking.run("s <- 220");
                    String reply = "250";
                    for (int i = 0; i < 1_000_000 && reply.startsWith("250"); i++) {
                        talking.send("NOOP\r\n");
                        reply = talking.reply();
                    }
                    assertThat(reply).startsWith("421");
                }
                local.run("c -> NOOP\ns <- 250");
            }
        }
    }

    @Test
    void isListeningTellsWhetherSomeoneAccepts() throws IOException {
        Harbour harbour = Harbour.open();
        assertThat(harbour.listener.isListening()).isTrue();
        harbour.close();
        assertThat(harbour.listener.isListening()).isFalse();
        assertThat(harbour.failedThreads).isEmpty();
    }

    private static ListenerLimits limits(int all, int perAddress, int reserved, Duration login) {
        return new ListenerLimits(
                Harbour.LIMITS.message(),
                new ListenerLimits.Connections(all, perAddress, reserved),
                new ListenerLimits.Waits(
                        Duration.ofSeconds(20),
                        login,
                        Duration.ofMillis(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5)),
                1 << 20,
                20,
                5);
    }

    private static InetAddress ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs an address that is not loopback's"));
    }
}
