package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a bridge keeps its files, and who may read them. */
class FilesOfRunTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path elsewhere;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start();
        home = Files.createDirectory(folder.resolve("home"));
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Program run(String umask, Path workingDirectory, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.web", "127.0.0.1:0");
        settings.putAll(more);
        Path file = PageRun.write(home, settings);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Program.under(umask, folder, workingDirectory, "run", "-f", file.toString());
    }

    private static InetSocketAddress address(Program bridge) {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022"})
    void SEC3_nobodyElseMayOpenTheQueuesFolder(String umask) throws Exception {
        Path spool = home.resolve("state/spool");
        try (Program bridge = run(umask, home, Map.of("ferrypost.bridge.spool", "state/spool"))) {
            bridge.awaitOut("(the page is on http)");
            address(bridge);
            assertThat(rights(spool)).isEqualTo("rwx------");
            assertThat(rights(spool.getParent())).isEqualTo("rwx------");
            assertThat(rights(spool.resolve("spool.db"))).isEqualTo("rw-------");
            assertThat(rights(spool.resolve("bridge.lock"))).isEqualTo("rw-------");
            assertThat(bridge.err()).doesNotContain("WARN");
        }
    }

    @Test
    void SEC3_aFolderThatOthersMayWriteIsClosedAndReported() throws Exception {
        Path spool = Files.createDirectory(home.resolve("ferrypost-spool"));
        Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Program bridge = run("022", home, Map.of())) {
            address(bridge);
            bridge.awaitOut("(Other users could write to the queue's folder " + spool + ")");
            assertThat(rights(spool)).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void SEC12_aSecretThatOthersMayReadIsReportedAtStart() throws Exception {
        Path secret = Files.writeString(home.resolve("secret.txt"), sandbox.secret());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        try (Program bridge = run("022", home, Map.of("ferrypost.secret", "${file:secret.txt}"))) {
            bridge.awaitOut("(WARN .*" + secret + ", which contains a secret: run chmod 600 " + secret + ")");
            address(bridge);
        }
    }

    @Test
    void SEC14_theKeyOfThePageIsNotPrintedIntoALog() throws Exception {
        try (Program bridge = run("022", home, Map.of())) {
            bridge.awaitOut("(`ferrypost page` prints a link that opens it)");
            assertThat(bridge.out() + bridge.err()).doesNotContain("key=");
        }
    }

    @Test
    void N6_theQueueIsBesideTheSettingsFileWhereverTheBridgeIsStarted() throws Exception {
        for (Path start : List.of(home, elsewhere)) {
            try (Program bridge = run("022", start, Map.of())) {
                assertThat(bridge.awaitOut("The queue in (.*) holds \\d+ messages"))
                        .isEqualTo(home.toRealPath().resolve("ferrypost-spool").toString());
            }
        }
        try (Stream<Path> left = Files.list(elsewhere)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void N6_aQueueInTheOldPlaceIsReportedWithItsMessages() throws Exception {
        sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503));
        Path old = elsewhere.resolve("ferrypost-spool");
        try (Program bridge = run(
                "022",
                elsewhere,
                Map.of("ferrypost.bridge.accept", "queue", "ferrypost.bridge.spool", old.toString()))) {
            assertThat(PageRun.send(address(bridge), Sandbox.MAILBOX, "a@fabrikam.example"))
                    .startsWith("250");
            bridge.stop();
            bridge.exit();
        }
        try (Program bridge = run("022", elsewhere, Map.of())) {
            bridge.awaitOut("(WARN .*1 messages are in the queue of an earlier start, " + old.toRealPath() + ")");
            address(bridge);
        }
        try (Spool spool = Spool.open(old, Clock.systemUTC())) {
            assertThat(spool.list(Filter.ALL, Optional.empty(), 10)).hasSize(1);
        }
    }

    @Test
    void C12_aSpoolThatCannotBeMadeIsOneSentenceWithARemedy() throws Exception {
        Files.writeString(home.resolve("in-the-way"), "");
        try (Program bridge = run("022", home, Map.of("ferrypost.bridge.spool", "in-the-way/spool"))) {
            assertThat(bridge.exit()).isEqualTo(2);
            assertThat(bridge.err().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "ferrypost.bridge.spool: the folder ",
                            "cannot be created",
                            "set ferrypost.bridge.spool to");
        }
    }

    @Test
    void N16_configSaysThatThereIsNoAccount() throws Exception {
        Path file = PageRun.write(home, Map.of("ferrypost.bridge.listen", "127.0.0.1:0"));
        try (Program config = Program.under("022", folder, home, "config", "-f", file.toString())) {
            assertThat(config.exit()).isEqualTo(2);
            assertThat(config.err().lines()).singleElement().asString().startsWith("No account is set up");
        }
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
