package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image, built without a daemon, and its root file system run read-only as its user. Needs root. */
class ContainerImageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String USER = "10001";

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    private Map<String, String> storage() {
        // so that nothing stays on this machine
        return Map.of(
                "STORAGE_DRIVER",
                "vfs",
                "CONTAINERS_STORAGE_CONF",
                folder.resolve("storage.conf").toString());
    }

    @Test
    void itRunsReadOnlyAsItsUserAnswersItsHealthCheckAndStopsInTime() throws Exception {
        String buildah = Shell.program("/usr/bin/buildah:buildah");
        Files.writeString(
                folder.resolve("storage.conf"),
                "[storage]\ndriver = \"vfs\"\nrunroot = \"" + folder + "/run\"\ngraphroot = \"" + folder
                        + "/graph\"\n");
        Shell.run(
                        storage(),
                        Shell.module().resolve("src/container/build.sh").toString(),
                        CleanRoot.archive().toString(),
                        "ferrypost:test")
                .succeeds();
        assertThat(Shell.run(storage(), buildah, "inspect", "--type", "image", "ferrypost:test")
                        .succeeds()
                        .output())
                .contains(
                        "\"User\": \"" + USER + ":" + USER + "\"",
                        "\"/var/lib/ferrypost\"",
                        "\"StopSignal\": \"SIGTERM\"");
        String container = Shell.run(storage(), buildah, "from", "ferrypost:test")
                .succeeds()
                .output()
                .strip();
        String root = Shell.run(storage(), buildah, "mount", container)
                .succeeds()
                .output()
                .strip();
        try (Sandbox sandbox = Sandbox.start()) {
            runs(root, sandbox);
        } finally {
            Shell.run(storage(), buildah, "umount", container);
            Shell.run(storage(), buildah, "rm", container);
            Shell.run("rm", "-rf", "--one-file-system", folder + "/graph", folder + "/run");
        }
    }

    private void runs(String root, Sandbox sandbox) throws Exception {
        int port = freePort();
        int web = freePort();
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("secret"), sandbox.settings().get("ferrypost.secret"));
        Files.copy(
                Path.of(sandbox.settings().get("ferrypost.endpoint.trust")),
                secrets.resolve("trust.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> environment = new ArrayList<>();
        sandbox.settings()
                .forEach((key, value) -> environment.add("FERRYPOST_"
                        + key.substring("ferrypost.".length())
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace('.', '_')
                        + "="
                        + switch (key) {
                            case "ferrypost.secret" -> "${file:/run/secrets/secret}";
                            case "ferrypost.endpoint.trust" -> "/run/secrets/trust.pem";
                            default -> value;
                        }));
        environment.add("FERRYPOST_BRIDGE_LISTEN=127.0.0.1:" + port);
        environment.add("FERRYPOST_BRIDGE_WEB=127.0.0.1:" + web);

        Process bridge = start(root, environment, "/usr/share/ferrypost/bin/ferrypost", "run");
        await().atMost(PATIENCE).until(() -> healthy(root, environment));
        assertThat(Smtp.send(port, Sandbox.MAILBOX, "from-a-container")).startsWith("250 ");
        assertThat(sandbox.awaitDelivered(1, PATIENCE).get(0).text()).contains("Subject: from-a-container");

        Process writes =
                start(root, environment, "/bin/sh", "-c", "! touch /x /usr/share/ferrypost/x /etc/x 2>/dev/null");
        assertThat(writes.waitFor()).isZero();

        bridge.destroy();
        assertThat(bridge.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bridge.exitValue()).isEqualTo(143);
        assertThat(healthy(root, environment)).isFalse();
    }

    private boolean healthy(String root, List<String> environment) throws Exception {
        return start(root, environment, "/usr/share/ferrypost/bin/healthy").waitFor() == 0;
    }

    /** As a runtime does: a read-only root, the volume, the secrets, a /tmp of its own, no rights and no network limits. */
    private Process start(String root, List<String> environment, String... program) throws IOException {
        Path volume = Files.createDirectories(folder.resolve("volume"));
        Shell.run("chown", USER + ":" + USER, volume.toString()).succeeds();
        Shell.run("chmod", "700", volume.toString()).succeeds();
        String mounts = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\""
                + " && mount --bind \"$1\" \"$0/var/lib/ferrypost\" && mount -t tmpfs tmpfs \"$0/run\""
                + " && mkdir \"$0/run/secrets\" && mount --bind \"$2\" \"$0/run/secrets\""
                + " && mount -t tmpfs tmpfs \"$0/tmp\" && mount -t proc proc \"$0/proc\""
                + " && mount --bind /dev \"$0/dev\" && root=$0 && shift 2"
                + " && exec chroot \"$root\" setpriv --reuid=" + USER + " --regid=" + USER
                + " --clear-groups --no-new-privs --bounding-set=-all env -i -C /var/lib/ferrypost \"$@\"";
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", mounts, root, volume.toString(), folder + "/secrets"));
        command.add("PATH=/usr/bin:/bin");
        command.addAll(environment);
        command.addAll(List.of(program));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createTempFile(folder, "container", ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
