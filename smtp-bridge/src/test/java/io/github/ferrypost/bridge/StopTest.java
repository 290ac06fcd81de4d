package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of the bridge's process by a signal: no new mail, what is under way finishes or is stored, and it does not take
 * longer than {@code ferrypost.bridge.stop-timeout}. A rival exits at once in mid-send.
 */
@Timeout(240)
class StopTest {
    private static final int CLIENTS = 12;
    /** Of a machine that has much else to do. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private void settings(Sandbox sandbox, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", "graph");
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        settings.putAll(more);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    private Program bridge() throws IOException {
        return Program.fromClasses(folder, Map.of(), "run");
    }

    private static InetSocketAddress address(Program bridge) {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void underLoadNothingAcknowledgedIsLostAndNothingIsSentTwice() throws Exception {
        try (Sandbox sandbox =
                Sandbox.builder().serviceTime(Duration.ofMillis(100)).start()) {
            // some mail has to be stored, the rest is sent while its client waits
            sandbox.faults().times(30, Target.GRAPH_ANY, Fault.status(503).code("serviceNotAvailable"));
            settings(sandbox, Map.of("ferrypost.bridge.stop-timeout", "20s"));
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            Set<String> replies = ConcurrentHashMap.newKeySet();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            AtomicInteger number = new AtomicInteger();
            try (Program bridge = bridge()) {
                InetSocketAddress address = address(bridge);
                for (int i = 0; i < CLIENTS; i++) {
                    clients.execute(() -> sendUntilRefused(address, number, acknowledged, replies));
                }
                await("both ways are taken")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> acknowledged.size() > 60 && replies.containsAll(Set.of("Accepted", "Queued")));
                long begin = System.nanoTime();
                bridge.stop();
                assertThat(bridge.exit()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isLessThan(Duration.ofSeconds(20).plus(MARGIN));
                assertThat(bridge.err()).contains("Shutting down: the bridge accepts no new messages", "Stopped");
                assertThat(bridge.out()).isEmpty();
                assertThatThrownBy(() -> send(address, "late@example.org")).isInstanceOf(ConnectException.class);
            } finally {
                clients.shutdown();
                assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            }
            try (Program again = bridge()) {
                address(again);
                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() -> assertThat(arrivals(sandbox)).containsAll(acknowledged));
                assertThat(again.err()).doesNotContain("ALERT");
            }
            assertThat(arrivals(sandbox)).doesNotHaveDuplicates();
        }
    }

    private static void sendUntilRefused(
            InetSocketAddress bridge, AtomicInteger number, Set<String> acknowledged, Set<String> replies) {
        try {
            while (true) {
                String to = "n" + number.incrementAndGet() + "@example.org";
                String reply = send(bridge, to);
                if (!reply.startsWith("250 ")) {
                    return;
                }
                acknowledged.add(to);
                replies.add(reply.split(" ", -1)[2]);
            }
        } catch (IOException e) {
            // the bridge has stopped; what was not answered is not acknowledged
        }
    }

    /** @return the reply to the message, whatever becomes of the connection afterwards */
    private static String send(InetSocketAddress bridge, String to) throws IOException {
        try (Script script = Script.connect(bridge)) {
            try {
                script.run("s <- 220\nc -> HELO x\ns <- 250\nc -> MAIL FROM:<" + Sandbox.MAILBOX
                        + ">\ns <- 250\nc -> RCPT TO:<" + to + ">\ns <- 250\nc -> DATA\ns <- 354\nc -> Subject: " + to
                        + "\nc ->\nc -> .");
                return script.reply();
            } catch (AssertionError e) {
                throw new IOException("the bridge takes no mail", e);
            }
        }
    }

    private static List<String> arrivals(Sandbox sandbox) {
        return sandbox.delivered().stream()
                .flatMap(delivered -> delivered.recipients().stream())
                .collect(Collectors.toList());
    }

    @Test
    void aFirstTryThatHangsIsStoredBeforeTheEnd() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, Map.of("ferrypost.bridge.patience", "10m", "ferrypost.bridge.stop-timeout", "4s"));
            sandbox.faults().always(Target.GRAPH_ANY, Fault.delay(Duration.ofMinutes(5)));
            try (Program bridge = bridge()) {
                InetSocketAddress address = address(bridge);
                CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> {
                    try {
                        return send(address, "a@example.org");
                    } catch (IOException e) {
                        return e.toString();
                    }
                });
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> sandbox.requests().graphRequests() > 0);
                long begin = System.nanoTime();
                bridge.stop();
                assertThat(reply.get(60, TimeUnit.SECONDS))
                        .startsWith("250 2.0.0 Queued while the first attempt continues");
                assertThat(bridge.exit()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isLessThan(Duration.ofSeconds(4).plus(MARGIN));
            }
            sandbox.faults().clear();
            try (Program again = bridge()) {
                assertThat(sandbox.awaitDelivered(1, Duration.ofSeconds(60)))
                        .extracting(Delivered::recipients)
                        .containsExactly(Set.of("a@example.org"));
                again.awaitOut("(delivered) entry=");
            }
        }
    }
}
