package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.reload.SettingsFolder;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A bridge in a process of its own takes over changed settings, while ten clients send. */
@DisabledOnOs(OS.WINDOWS)
class ReloadProcessTest {
    private static final int CLIENTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<Clerk> clerks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Sandbox sandbox;
    private Path mount;
    private SettingsFolder settings;

    /** The secret as Kubernetes mounts it: the file is a link into a folder whose name is a link that is swapped. */
    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        mount = Files.createDirectory(folder.resolve("mount"));
        mount("..one", sandbox.secret());
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(mount.resolve("secret"), Path.of("..data", "secret"));
        Map<String, String> values = new HashMap<>(sandbox.settings());
        values.put("ferrypost.secret", "${file:mount/secret}");
        values.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings = new SettingsFolder(folder, values);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void mount(String name, String secret) throws IOException {
        Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("secret"), secret);
    }

    private void swap(String name) throws IOException {
        Files.createSymbolicLink(mount.resolve("..tmp"), Path.of(name));
        Files.move(
                mount.resolve("..tmp"),
                mount.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void startClients(int port) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(CLIENTS * 2);
        for (int i = 0; i < CLIENTS; i++) {
            Clerk clerk = new Clerk(port, "client" + i, busy::countDown);
            clerks.add(clerk);
            threads.add(new Thread(clerk, "clerk-" + i));
        }
        threads.forEach(Thread::start);
        busy.await();
    }

    @Test
    void filesAndSighupUnderLoad() throws Exception {
        try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
            startClients(Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)")));

            // expired under load, and renewed by a swapped link
            sandbox.app().expireSecrets().revokeTokens();
            bridge.awaitOut("(circuit breaker opened)");
            mount("..two", sandbox.app().addSecret());
            sandbox.clearDelivered();
            swap("..two");
            bridge.awaitOut("(Changed settings are in use: ferrypost.secret)");
            assertThat(sandbox.awaitDelivered(CLIENTS, PATIENCE)).isNotEmpty();

            settings.change(Map.of("ferrypost.bridge.patience", "soon"));
            bridge.awaitOut("ALERT: (changed settings are not used)");
            bridge.awaitOut("(ferrypost.bridge.patience is \"soon\")");

            settings.change(Map.of("ferrypost.bridge.patience", "15s", "ferrypost.bridge.memory", "20%"));
            bridge.awaitOut("(Changed settings are in use: ferrypost.bridge.patience)");
            bridge.awaitOut("(ferrypost.bridge.memory changed: restart the bridge)");

            bridge.signal("HUP");
            bridge.awaitOut("(SIGHUP: reading the settings)");
            bridge.awaitOut("(The settings are those in use)");
            assertThat(threads).as("no connection has broken").allMatch(Thread::isAlive);

            bridge.stop();
            assertThat(bridge.exit()).isEqualTo(143);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(clerks)
                    .allSatisfy(clerk -> assertThat(clerk.answered())
                            .isNotEmpty()
                            .allMatch(one -> one.reply().startsWith("250 ")));
        }
    }
}
