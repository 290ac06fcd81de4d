package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.listen.Script;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.util.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a running bridge, as JSON, for journald, and in a file that rotates. */
@Timeout(120)
class LogFormatsTest {
    @TempDir
    private Path folder;

    private void settings(Sandbox sandbox, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        settings.putAll(more);
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(folder.resolve("ferrypost.properties"))) {
            properties.store(writer, null);
        }
    }

    /** Runs the bridge, sends messages, and a spool that belongs to another mode gives an ALERT with a stack trace. */
    private String log(Map<String, String> more, int mails) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, more);
            Files.createDirectories(folder.resolve("spool"));
            Files.writeString(folder.resolve("spool").resolve("spool.db"), "this is no database, but long enough");
            try (Program bridge =
                    Program.fromClasses(folder, Map.of(), "run", "-s", "ferrypost.bridge.accept=direct")) {
                int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                try (Script script = Script.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    script.run("s <- 220\nc -> EHLO x\ns <~ 250");
                    for (int i = 0; i < mails; i++) {
                        script.run("c -> MAIL FROM:<" + Sandbox.MAILBOX + ">\ns <- 250\nc -> RCPT TO:<a@example.org>\n"
                                + "s <- 250\nc -> DATA\ns <- 354\nc -> From: " + Sandbox.MAILBOX
                                + "\nc -> To: a@example.org\nc -> Subject: x\nc ->\nc -> .\ns <- 250 2.0.0");
                    }
                }
                bridge.stop();
                assertThat(bridge.exit()).isEqualTo(143);
                assertThat(bridge.out()).isEmpty();
                return bridge.err();
            }
        }
    }

    @Test
    void jsonHasOneObjectPerLine() throws Exception {
        String log = log(Map.of("ferrypost.bridge.log-format", "json"), 1);
        List<Map<String, Object>> lines = log.lines().map(Json::read).toList();
        assertThat(lines)
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).containsKeys("time", "level", "logger", "thread", "message"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(Json.text(line, "message")).startsWith("mail entry=- from=<"))
                .anySatisfy(line -> assertThat(line)
                        .containsEntry("alert", "other-mode")
                        .containsEntry("level", "ERROR")
                        .hasEntrySatisfying(
                                "error", trace -> assertThat(trace.toString()).contains("SpoolException", "\n\tat ")));
    }

    @Test
    void journaldGetsAPriorityOnEachLine() throws Exception {
        String log = log(Map.of("ferrypost.bridge.log-format", "journald"), 1);
        assertThat(log.lines()).allMatch(line -> line.matches("<[3467]>.*"));
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("<6>INFO mail entry=- "))
                .anyMatch(line -> line.startsWith(
                        "<3>ERROR ALERT: cannot read whether messages from another mode are queued in "))
                .anyMatch(line -> line.startsWith("<3>\tat io.github.ferrypost"));
    }

    @Test
    void theFileRotatesAndIsPrivate() throws Exception {
        Path file = folder.resolve("logs").resolve("ferry%post.log");
        String log = log(
                Map.of(
                        "ferrypost.bridge.log-file", file.toString(),
                        "ferrypost.bridge.log-size", "2K",
                        "ferrypost.bridge.log-count", "3"),
                60);
        assertThat(log).as("standard error has it all too").contains("mail entry=-", "Stopped");
        List<Path> files;
        try (Stream<Path> all = Files.list(file.getParent())) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .extracting(each -> each.getFileName().toString())
                .containsExactly("ferry%post.log", "ferry%post.log.1", "ferry%post.log.2", "ferry%post.log.3");
        for (Path each : files) {
            assertThat(Files.size(each)).isLessThan(2048 + 1024);
            assertThat(Files.getPosixFilePermissions(each).toString()).doesNotContain("GROUP", "OTHERS");
        }
        assertThat(Files.readString(files.get(0))).endsWith("INFO  Stopped\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            settings(sandbox, Map.of("ferrypost.bridge.log-file", "/proc/ferrypost.log"));
            try (Program bridge = Program.fromClasses(folder, Map.of(), "run")) {
                assertThat(bridge.exit()).isEqualTo(2);
                assertThat(bridge.err()).contains("ferrypost.bridge.log-file: /proc/ferrypost.log cannot be written");
            }
        }
    }
}
