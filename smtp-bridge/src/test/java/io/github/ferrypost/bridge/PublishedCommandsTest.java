package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.cli.Main;
import io.github.ferrypost.bridge.thread.ProcessExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines and the unit that people copy from the documents. */
class PublishedCommandsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path OPERATE = Path.of("docs/operate.md");
    private static final Pattern RUN = Pattern.compile("java\\b[^`\\n]*-jar \\S*ferrypost\\.jar run\\b[^`\\n]*");
    private static final Pattern HEAP = Pattern.compile("`[^`\\n]*-Xmx\\d+m -XX:\\+UseSerialGC[^`\\n]*`");
    private static final Pattern UNIT = Pattern.compile("```ini\\n(\\[Unit].*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<Path> documents() throws IOException {
        try (Stream<Path> bridge = Files.walk(ROOT.resolve("smtp-bridge/docs"));
                Stream<Path> provider = Files.walk(ROOT.resolve("provider/docs"))) {
            return Stream.of(bridge, provider, Stream.of(ROOT.resolve("README.md")))
                    .flatMap(files -> files)
                    .filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains("decisions"))
                    .toList();
        }
    }

    @Test
    void SEC1_everyPublishedRunEndsWhenMemoryDoes() throws Exception {
        int seen = 0;
        for (Path document : documents()) {
            String text = Files.readString(document);
            for (Pattern pattern : List.of(RUN, HEAP)) {
                Matcher command = pattern.matcher(text);
                while (command.find()) {
                    assertThat(command.group()).as(document.toString()).contains("-XX:+ExitOnOutOfMemoryError");
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(4);
    }

    @Test
    void SEC1_javaEndsWithTheDocumentedStatusWhenMemoryDoes() throws Exception {
        try (Program program = Program.ofClass(
                folder, Hungry.class, List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"))) {
            assertThat(program.exit()).isEqualTo(3);
        }
        assertThat(Files.readString(OPERATE))
                .contains("| 3 | out of memory", "| " + ProcessExit.STATUS + " | a thread");
    }

    /** In a thread of its own, whose end would not end the process. */
    static final class Hungry {
        public static void main(String[] arguments) throws InterruptedException {
            Thread thread = new Thread(() -> System.out.println(new byte[1 << 30].length));
            thread.start();
            thread.join();
        }
    }

    @Test
    void N7_theUnitIsValidAndHardened() throws Exception {
        assertThat(Path.of("/usr/bin/systemd-analyze"))
                .as("apt-get install systemd brings it")
                .isExecutable();
        Matcher unit = UNIT.matcher(Files.readString(OPERATE));
        assertThat(unit.find()).isTrue();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path file = Files.writeString(
                folder.resolve("ferrypost.service"), unit.group(1).replace("/usr/bin/java", java));

        assertThat(analyze("verify", "--man=no", file.toString())).isEqualTo("0: ");
        // times ten; 0 to 2 is OK, 8.4 was the unit before
        assertThat(analyze("security", "--offline=true", "--no-pager", "--threshold=20", file.toString()))
                .startsWith("0: ")
                .containsPattern("Overall exposure level for ferrypost.service: [01]\\.\\d OK");
    }

    private static String analyze(String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("/usr/bin/systemd-analyze"), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ": " + said;
    }

    /** With the files where the unit looks for them: what it starts must not need anything else. */
    @Test
    void N7_theUnitsCommandIsOneThatTheBridgeUnderstands() throws Exception {
        Matcher start =
                Pattern.compile("ExecStart=/usr/bin/java (.*) -jar (\\S+) (.*)").matcher(Files.readString(OPERATE));
        assertThat(start.find()).isTrue();
        assertThat(Main.commandLine()
                        .parseArgs(start.group(3).split(" ", -1))
                        .subcommand()
                        .commandSpec()
                        .name())
                .isEqualTo("run");
        assertThat(start.group(1)).contains("-XX:+ExitOnOutOfMemoryError");
    }
}
