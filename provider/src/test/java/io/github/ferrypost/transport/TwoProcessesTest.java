package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two programs that know nothing of each other share a mailbox, and so Microsoft's limits for it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TwoProcessesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void D2_twoProgramsWithEightThreadsEachLoseNothing(String road) throws Exception {
        try (Sandbox sandbox =
                Sandbox.builder().serviceTime(Duration.ofMillis(60)).start()) {
            Path settings = settings(sandbox, road);
            Process one = program(settings, "a");
            Process other = program(settings, "b");
            assertThat(output(one)).isEqualTo("sent 100\n");
            assertThat(output(other)).isEqualTo("sent 100\n");
            assertThat(sandbox.delivered()).hasSize(200);
            assertThat(sandbox.delivered().stream()
                            .flatMap(mail -> mail.recipients().stream())
                            .distinct())
                    .hasSize(200);
        }
    }

    private Path settings(Sandbox sandbox, String road) throws IOException {
        Properties settings = new Properties();
        settings.putAll(sandbox.settings());
        settings.put("ferrypost.roads", road);
        Path file = folder.resolve(road + ".properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private Process program(Path settings, String prefix) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dferrypost.config=" + settings,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManySends.class.getName(),
                        "100",
                        prefix))
                .redirectError(folder.resolve(prefix + ".err").toFile())
                .start();
    }

    private static String output(Process process) throws IOException {
        try (var in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
