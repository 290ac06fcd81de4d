package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk of the spool fills while mail arrives that cannot leave: every client got 4xx, or its mail arrives in the end. */
class FullDiskTest {
    /** The spool leaves 16 MB of its disk free. */
    private static final int DISK = 26;

    private static final int BALLAST = 4 << 20;
    private static final int CLIENTS = 4;
    private static final String LINE = "0123456789abcdef".repeat(4) + "\r\n";

    @TempDir
    private Path folder;

    private boolean mounted;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            shell("umount", folder.toString());
        }
    }

    private static int shell(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "first-try"})
    void everyClientIsPutOffOrItsMailArrives(String accept) throws Exception {
        try {
            mounted = shell("mount", "-t", "tmpfs", "-o", "size=" + DISK + "m", "tmpfs", folder.toString()) == 0;
        } catch (IOException e) {
            // no such command on this system
        }
        assumeThat(mounted).as("may mount a tmpfs").isTrue();
        Path ballast = Files.write(folder.resolve("ballast"), new byte[BALLAST]);
        try (Sandbox sandbox = Sandbox.start();
                Roads roads = RoadFactory.open(Optional.empty())) {
            sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503));
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.roads", "graph");
            settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
            settings.put("ferrypost.bridge.accept", accept);
            settings.put("ferrypost.bridge.spool", folder.toString());
            CheckedSettings checked = CheckedSettings.of(Settings.of(settings));
            try (Bridge bridge =
                    Bridge.open(checked.config(), checked.accounts(), roads, new MailLog(), DeliveryListener.NONE)) {
                fill(bridge);
                assertThat(acknowledged).isNotEmpty();
                assertThat(send(bridge, "refused")).startsWith("452 4.3.1");

                Files.delete(ballast);
                assertThat(send(bridge, "again")).startsWith("250 2.0.0 Queued");
                sandbox.faults().clear();
                Spool spool = bridge.spool().orElseThrow();
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    for (Entry entry : spool.list(Filter.ALL, Optional.empty(), 1000)) {
                        spool.retryNow(entry.id());
                    }
                    return spool.stats().count() == 0;
                });
            }
            assertThat(sandbox.delivered().stream()
                            .map(mail -> String.join(" ", mail.recipients()))
                            .collect(Collectors.toList()))
                    .containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(sandbox.delivered())
                    .allSatisfy(mail -> assertThat(mail.text()).endsWith("End\r\n"));
        }
    }

    /** Clients send until each was put off. */
    private void fill(Bridge bridge) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<String>> last = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client" + i;
            last.add(threads.submit(() -> {
                String reply = "250";
                for (int n = 0; n < 1000 && reply.startsWith("250"); n++) {
                    reply = send(bridge, name + "-" + n);
                }
                return reply;
            }));
        }
        threads.shutdown();
        for (Future<String> reply : last) {
            assertThat(reply.get()).startsWith("4");
        }
    }

    private String send(Bridge bridge, String name) throws IOException {
        String recipient = name + "@example.org";
        try (Script script = Script.connect(bridge.addresses().get(0))) {
            script.run("s <- 220\nc -> EHLO x\ns <~ 250\nc -> MAIL FROM:<noreply@contoso.example>\ns <- 250\n"
                    + "c -> RCPT TO:<" + recipient + ">\ns <- 250\nc -> DATA\ns <- 354");
            script.send("From: noreply@contoso.example\r\nTo: " + recipient + "\r\nSubject: x\r\n\r\n"
                    + LINE.repeat(2000) + "End\r\n.\r\n");
            String reply = script.reply();
            if (reply.startsWith("250")) {
                acknowledged.add(recipient);
            }
            return reply;
        }
    }
}
