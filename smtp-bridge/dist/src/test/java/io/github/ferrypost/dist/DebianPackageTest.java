package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, checked, and installed in a clean Debian. Needs root, as dpkg does. */
class DebianPackageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final Path deb = Shell.target("ferrypost.deb");
    private final List<Process> bridges = new ArrayList<>();

    @AfterEach
    void stop() {
        bridges.forEach(Process::destroyForcibly);
    }

    @Test
    void lintianFindsNoErrorAndNoWarning() {
        Shell.Result result = Shell.run(
                Shell.program("/usr/bin/lintian:lintian"),
                "--allow-root",
                "--fail-on",
                "error,warning",
                deb.toString());
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void N7_theUnitIsValidAndItsExposureIsBelowTwo() throws Exception {
        String analyze = Shell.program("/usr/bin/systemd-analyze:systemd");
        String text = Files.readString(Shell.module().resolve("src/deb/ferrypost.service"));
        Path unit =
                Files.writeString(folder.resolve("ferrypost.service"), text.replace("/usr/bin/ferrypost", "/bin/true"));
        assertThat(Shell.run(analyze, "verify", "--man=no", unit.toString())
                        .succeeds()
                        .output())
                .isEmpty();
        assertThat(Shell.run(analyze, "security", "--offline=true", "--no-pager", "--threshold=19", unit.toString())
                        .succeeds()
                        .output())
                .containsPattern("Overall exposure level for ferrypost.service: [01]\\.\\d OK");
    }

    /** One machine's life with the package, since each step needs the one before it. */
    @Test
    void itIsInstalledSendsIsUpgradedUnderLoadRefusesADowngradeAndLeavesNothing() throws Exception {
        try (CleanRoot root = CleanRoot.unpack(folder);
                Sandbox sandbox = Sandbox.start()) {
            Installation.install(root, deb).succeeds();
            installedAsPromised(root);
            int port = Installation.freePortBelow1024();
            Installation.configure(root, sandbox, port);
            assertThat(root.run("ferrypost", "config").succeeds().output()).contains("ferrypost.mailbox");

            Process first = start(root);
            await().atMost(PATIENCE).until(() -> accepts(port, "first"));
            assertThat(sandbox.awaitDelivered(1, PATIENCE).get(0).text()).contains("Subject: first");
            assertThat(rights(root.path("/var/lib/ferrypost/spool"))).isEqualTo("ferrypost drwx------");
            // run by root, it works as the service's user
            assertThat(root.run("ferrypost", "queue", "list").succeeds().output())
                    .isNotEmpty();
            assertThat(root.run("setpriv", "--reuid=1", "--regid=1", "--clear-groups", "ferrypost", "queue", "list"))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(2))
                    .satisfies(refused -> assertThat(refused.output()).contains("Run: sudo ferrypost queue list"));

            upgradeUnderLoad(root, sandbox, port, first);
            refuseDowngrade(root);
            root.run("dpkg", "--remove", "ferrypost").succeeds();
            assertThat(root.path("/usr/bin/ferrypost")).doesNotExist();
            assertThat(root.path(Installation.SETTINGS)).exists();
            assertThat(root.path("/var/lib/ferrypost/spool/spool.db")).exists();
            root.run("dpkg", "--purge", "ferrypost").succeeds();
            assertThat(Shell.run("find", root.path("/").toString(), "-xdev", "-path", "*ferrypost*")
                            .succeeds()
                            .output()
                            .lines()
                            .filter(file -> !file.contains("/tmp/")))
                    .isEmpty();
        }
    }

    private static void installedAsPromised(CleanRoot root) throws IOException {
        assertThat(root.run("stat", "-c", "%a %U:%G", Installation.SETTINGS)
                        .output()
                        .strip())
                .isEqualTo("640 root:ferrypost");
        assertThat(root.run("stat", "-c", "%a %U:%G", "/var/lib/ferrypost")
                        .output()
                        .strip())
                .isEqualTo("700 ferrypost:ferrypost");
        assertThat(root.run("ferrypost", "--version").succeeds().output()).startsWith("ferrypost ");
        // the sample is valid, and says what is missing
        assertThat(root.run("ferrypost", "config"))
                .satisfies(result -> assertThat(result.status()).isEqualTo(2))
                .satisfies(result -> assertThat(result.output()).contains("ferrypost.mailbox is missing"));
        assertThat(root.path("/usr/share/man/man1/ferrypost.1.gz")).exists();
    }

    private Process start(CleanRoot root) throws IOException {
        Unit unit = Unit.of(root.path("/usr/lib/systemd/system/ferrypost.service"));
        Path log = Files.createTempFile(folder, "bridge", ".log");
        Process bridge = new ProcessBuilder(root.command(unit.command()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        bridges.add(bridge);
        return bridge;
    }

    private static boolean accepts(int port, String subject) {
        try {
            return Smtp.send(port, Sandbox.MAILBOX, subject).startsWith("250 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static String rights(Path file) {
        // names as in the clean Debian, not as on this machine
        return Shell.run("chroot", root(file).toString(), "stat", "-c", "%U %A", inside(file))
                .output()
                .strip();
    }

    private static Path root(Path file) {
        Path each = file;
        while (!each.getFileName().toString().equals("root")) {
            each = Objects.requireNonNull(each.getParent(), file::toString);
        }
        return each;
    }

    private static String inside(Path file) {
        return "/" + root(file).relativize(file);
    }

    /** dpkg replaces the files of the running program; systemd would restart it then, as postinst asks. */
    private void upgradeUnderLoad(CleanRoot root, Sandbox sandbox, int port, Process first) throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean more = new AtomicBoolean(true);
        Thread client = new Thread(() -> {
            for (int i = 0; more.get(); i++) {
                if (accepts(port, "load-" + i + "-")) {
                    acknowledged.add("load-" + i + "-");
                }
            }
        });
        client.setDaemon(true);
        client.start();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > 20);
        Installation.install(root, Installation.rebuilt(folder, deb, newer())).succeeds();
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(143);
        Process second = start(root);
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 20);
        more.set(false);
        client.join();
        assertThat(root.run("dpkg-query", "-W", "-f", "${Version}", "ferrypost").output())
                .isEqualTo(newer());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(subjects(sandbox)).containsAll(acknowledged));
        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(subjects(sandbox)).doesNotHaveDuplicates();
    }

    private String newer() {
        return Installation.version(deb) + "+next";
    }

    private static List<String> subjects(Sandbox sandbox) {
        return sandbox.delivered().stream()
                .map(Delivered::text)
                .map(text -> text.replaceAll("(?s).*Subject: (\\S+).*", "$1"))
                .collect(Collectors.toList());
    }

    private void refuseDowngrade(CleanRoot root) throws IOException {
        Files.writeString(root.path("/usr/share/ferrypost/schema"), "1000\n");
        Shell.Result refused = Installation.install(root, deb);
        assertThat(refused.status()).as(refused.output()).isNotZero();
        assertThat(refused.output())
                .contains(
                        "has format 1000, and version " + Installation.version(deb) + " reads formats up to",
                        "Nothing was changed");
        assertThat(root.run("dpkg-query", "-W", "-f", "${Version} ${Status}", "ferrypost")
                        .output())
                .isEqualTo(newer() + " install ok installed");
        assertThat(root.run("ferrypost", "--version").succeeds().output()).startsWith("ferrypost ");
    }
}
