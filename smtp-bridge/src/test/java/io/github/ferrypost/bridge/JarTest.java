package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as users have it; run by the build after it is made. */
class JarTest {
    @TempDir
    private Path folder;

    @Test
    void itKnowsItsVersion() throws Exception {
        try (Program program = Program.fromJar(folder, Map.of(), "--version")) {
            assertThat(program.exit()).isZero();
            assertThat(program.out()).matches("ferrypost \\d+\\.\\d+.*\\s+");
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theDemoShowsFourArrivals() throws Exception {
        try (Program program = Program.fromJar(folder, Map.of(), "demo", "--exit", "--port", "0")) {
            assertThat(program.exit()).isZero();
            assertThat(program.out().lines().filter(line -> line.contains(": arrived for you@example.org")))
                    .hasSize(4)
                    .areExactly(2, contains("Transport.send: "))
                    .areExactly(2, contains("SMTP client, bridge on port "))
                    .areExactly(2, contains(" by Microsoft Graph "))
                    .areExactly(2, contains(" by SMTP XOAUTH2 "));
            assertThat(program.err()).isEmpty();
            assertThat(program.out()).doesNotContain("SANDBOXSECRET");
        }
    }

    @Test
    void badSettingsEndItWithStatus2() throws Exception {
        try (Program program = Program.fromJar(folder, Map.of("FERRYPOST_TENANTT", "x"), "run")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err()).contains("Did you mean ferrypost.tenant?");
        }
    }

    private static org.assertj.core.api.Condition<String> contains(String part) {
        return new org.assertj.core.api.Condition<>(line -> line.contains(part), "has \"%s\"", part);
    }
}
