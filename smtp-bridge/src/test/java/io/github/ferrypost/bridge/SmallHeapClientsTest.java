package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.corpus.SmtpSession;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients, and hostile ones, at a bridge with the heap that operate.md recommends: each hears a valid reply, nothing
 * is lost, and memory and log stay within what operate.md says.
 */
class SmallHeapClientsTest {
    private static final boolean LONG = Boolean.getBoolean("ferrypost.test.long");
    private static final Map<String, String> SMALL =
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    private static final List<String> TO = List.of("a@customer.example");
    private static final byte[] LINE = ("0123456789".repeat(7) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    /** What is stored at once, so that clients do not wait for a Microsoft that is down. */
    @Test
    void SEC1_twoHundredClientsWithAMegabyteEach() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.GRAPH_SEND, Fault.status(503));
            settings(sandbox, Map.of("ferrypost.bridge.accept", "queue"));
            try (Program bridge = Program.fromClasses(folder, SMALL, "run")) {
                List<String> replies = all(200, 1 << 20, loopback(bridge));
                assertThat(replies)
                        .hasSize(200)
                        .allSatisfy(reply -> assertThat(reply).startsWith("250 "));
                assertSound(bridge);
            }
        }
    }

    @Test
    void R1_sixtyClientsThatWaitForMicrosoft() throws Exception {
        try (Sandbox sandbox =
                Sandbox.builder().serviceTime(Duration.ofMillis(100)).start()) {
            settings(sandbox, Map.of());
            try (Program bridge = Program.fromClasses(folder, SMALL, "run")) {
                for (int round = 0; round < (LONG ? 5 : 1); round++) {
                    List<String> replies = all(60, 700 << 10, loopback(bridge));
                    assertThat(replies)
                            .hasSize(60)
                            .allSatisfy(reply -> assertThat(reply).startsWith("250 "));
                }
                sandbox.awaitDelivered(LONG ? 300 : 60, Duration.ofMinutes(3));
                assertSound(bridge);
            }
        }
    }

    @Test
    void SEC1_hostileClientsOfThisMachine() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, Map.of());
            try (Program bridge = Program.fromClasses(folder, SMALL, "run")) {
                InetSocketAddress at = loopback(bridge);
                int times = LONG ? 40 : 8;
                together(times, () -> header(at, "To: " + "\"\",".repeat(2 << 20)));
                together(times, () -> header(at, fieldsOfManyNames()));
                together(times, () -> {
                    longOriginalRecipients(at);
                    return "250";
                });
                together(times, () -> header(at, "X: " + "(".repeat(250_000)));
                together(times, () -> header(at, "To: " + "\"\",".repeat(80_000)));
                assertSound(bridge);
            }
        }
    }

    @Test
    void SEC4_SEC5_SEC8_SEC9_hostileClientsOfAnotherMachine() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(
                    sandbox,
                    Map.of(
                            "ferrypost.bridge.listen",
                            "0.0.0.0:0",
                            "ferrypost.bridge.logins",
                            "scanner:LEGACYPASSWORD"));
            try (Program bridge = Program.fromClasses(folder, SMALL, "run")) {
                int port = Integer.parseInt(bridge.awaitOut("listens on 0\\.0\\.0\\.0:(\\d+)"));
                InetSocketAddress outside = new InetSocketAddress(ownAddress(), port);
                InetSocketAddress inside = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                List<Script> silent = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    silent.add(Script.connect(outside));
                }
                try (Script local = Script.connect(inside)) {
                    local.run("s <- 220\nc -> EHLO x\ns <~ 250\nc -> QUIT\ns <- 221");
                }
                for (Script script : silent) {
                    script.close();
                }
                int before = bridge.out().length();
                long end = System.nanoTime() + Duration.ofSeconds(LONG ? 10 : 2).toNanos();
                int refused = 0;
                while (System.nanoTime() < end) {
                    refused += pipelined(outside, "MAIL FROM:<a@b.example>\r\n", 50);
                    refused += pipelined(outside, "MAIL FROM:<a@b.example> ENVID=" + "a".repeat(2000) + "\r\n", 50);
                    refused += pipelined(outside, "AUTH PLAIN AGFwcAB3cm9uZw==\r\n", 50);
                }
                assertThat(refused).isGreaterThan(100);
                // a minute's worth and the next one's, each line at most as long as a reply may be
                assertThat(bridge.out().length() - before).isLessThan(2 * 2 * 300 * 1500);
                assertThat(bridge.out().lines().filter(line -> line.contains(" refused ")))
                        .hasSizeLessThanOrEqualTo(3 * MailLog.REFUSALS);
                assertSound(bridge, inside);
            }
        }
    }

    /** A session that only talks before its login; how many refusals it got before it was closed. */
    private static int pipelined(InetSocketAddress at, String line, int times) throws IOException {
        int refusals = 0;
        try (Script script = Script.connect(at)) {
            String greeting = script.reply();
            if (greeting.startsWith("421")) {
                return 0;
            }
            script.send("EHLO x\r\n" + line.repeat(times));
            assertThat(script.reply()).contains("250 ENHANCEDSTATUSCODES");
            for (String reply = script.reply(); ; reply = script.reply()) {
                assertThat(reply).matches("(?s)[45]\\d\\d .*");
                refusals++;
                if (reply.startsWith("421")) {
                    assertThat(refusals).isLessThanOrEqualTo(20);
                    return refusals;
                }
            }
        }
    }

    /** A message with such a header; the reply is a valid one, whatever it says. */
    private static String header(InetSocketAddress at, String header) throws IOException {
        try (SmtpSession client = new SmtpSession(at)) {
            assertThat(client.begin(Sandbox.MAILBOX, "", TO)).startsWith("354");
            client.data().write((header + "\r\n\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII));
            return client.end();
        }
    }

    private static String fieldsOfManyNames() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < 7 << 20; i++) {
            lines.append(Integer.toHexString(i)).append(":\r\n");
        }
        return lines.substring(0, lines.length() - 2);
    }

    private static void longOriginalRecipients(InetSocketAddress at) throws IOException {
        try (SmtpSession client = new SmtpSession(at)) {
            assertThat(client.say("MAIL FROM:<" + Sandbox.MAILBOX + ">")).startsWith("250");
            for (int i = 0; i < 1000; i++) {
                int length = i < 5 ? 12_000 : 480;
                String reply = client.say("RCPT TO:<r" + i + "@customer.example> ORCPT=rfc822;" + "x".repeat(length));
                assertThat(reply).matches("(250|452|500|501) .*");
            }
        }
    }

    private static List<String> all(int clients, int size, InetSocketAddress at) throws Exception {
        CyclicBarrier halfWay = new CyclicBarrier(clients);
        return together(clients, () -> {
            try (SmtpSession client = new SmtpSession(at)) {
                assertThat(client.begin(Sandbox.MAILBOX, " SIZE=" + size, TO)).startsWith("354");
                OutputStream data = client.data();
                data.write("Subject: one of many\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                for (int sent = 0; sent < size; sent += LINE.length) {
                    data.write(LINE);
                    if (sent / LINE.length == size / LINE.length / 2) {
                        data.flush();
                        halfWay.await(2, TimeUnit.MINUTES);
                    }
                }
                return client.end();
            }
        });
    }

    private static List<String> together(int clients, Callable<String> client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(client));
            }
            List<String> replies = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (Future<String> one : running) {
                try {
                    replies.add(one.get(5, TimeUnit.MINUTES));
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            assertThat(failures.stream().filter(failure -> !(failure instanceof BrokenBarrierException)))
                    .as("what clients met in place of a reply")
                    .isEmpty();
            assertThat(replies)
                    .hasSize(clients)
                    .allSatisfy(reply -> assertThat(reply).matches("(?s)[245]\\d\\d.*"));
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    private static InetSocketAddress loopback(Program bridge) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)")));
    }

    private static void assertSound(Program bridge) throws IOException {
        assertSound(bridge, loopback(bridge));
    }

    private static void assertSound(Program bridge, InetSocketAddress at) throws IOException {
        try (SmtpSession client = new SmtpSession(at)) {
            assertThat(client.hello()).startsWith("250");
        }
        assertThat(bridge.out()).doesNotContain("OutOfMemory", "StackOverflow", "ALERT: essential thread");
        assertThat(bridge.err()).contains("-Xmx64m").doesNotContain("OutOfMemory", "StackOverflow");
    }

    private static InetAddress ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs an address that is not loopback's"));
    }

    private void settings(Sandbox sandbox, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.putAll(more);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }
}
