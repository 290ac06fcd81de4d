package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd hears that the bridge is ready, and not before clients can connect. */
class ReadinessTest {
    /**
     * Prints what it is sent, as systemd would read it, and closes what comes with it: systemd-notify sends a barrier after
     * the notice, and waits until the barrier's descriptor is closed.
     */
    private static final String LISTENER = """
            import array, os, socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print("bound", flush=True)
            s.settimeout(60)
            while True:
                data, ancillary, flags, _ = s.recvmsg(4096, 1024)
                print(data.decode(), flush=True)
                for level, kind, descriptors in ancillary:
                    if kind == socket.SCM_RIGHTS:
                        for descriptor in array.array("i", descriptors):
                            os.close(descriptor)
            """;

    @TempDir
    private Path folder;

    @Test
    void readyIsSaidOnceClientsCanConnect() throws Exception {
        assertThat(Path.of("/usr/bin/systemd-notify"))
                .as("apt-get install systemd brings it")
                .isExecutable();
        Path socket = folder.resolve("notify");
        Process systemd = new ProcessBuilder("python3", "-c", LISTENER, socket.toString()).start();
        try (Sandbox sandbox = Sandbox.start();
                var said = systemd.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("bound");
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
            Path file = PageRun.write(folder, settings);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            try (Program bridge = Program.fromClasses(
                    folder, Map.of("NOTIFY_SOCKET", socket.toString()), "run", "-f", file.toString())) {
                assertThat(said.readLine()).isEqualTo("READY=1");
                int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                bridge.stop();
                assertThat(bridge.exit()).isEqualTo(143);
                assertThat(bridge.err()).doesNotContain("WARN");
            }
        } finally {
            systemd.destroyForcibly();
            systemd.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSocketThatNobodyReadsIsAWarningAndTheBridgeRuns() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
            Path file = PageRun.write(folder, settings);
            try (Program bridge = Program.fromClasses(
                    folder,
                    Map.of("NOTIFY_SOCKET", folder.resolve("missing").toString()),
                    "run",
                    "-f",
                    file.toString())) {
                bridge.awaitOut("(systemd could not be told that the bridge is ready)");
                int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            }
        }
    }
}
