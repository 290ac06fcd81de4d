package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as users have it; run by the build after it is made. */
class JarTest {
    private static final Pattern POM = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");
    private static final Pattern ROW = Pattern.compile("\\| ([\\w.-]+:[\\w.-]+) \\| .+ \\| .+ \\|");

    /** They ship no pom in their jars; a class of each shows whether it is inside. */
    private static final Map<String, String> WITHOUT_POM = Map.of(
            "picocli/CommandLine.class",
            "info.picocli:picocli",
            "kotlin/KotlinVersion.class",
            "org.jetbrains.kotlin:kotlin-stdlib",
            "org/jspecify/annotations/NullMarked.class",
            "org.jspecify:jspecify",
            "io/micrometer/prometheusmetrics/PrometheusMeterRegistry.class",
            "io.micrometer:micrometer-registry-prometheus",
            "io/micrometer/core/instrument/MeterRegistry.class",
            "io.micrometer:micrometer-core",
            "io/micrometer/common/KeyValue.class",
            "io.micrometer:micrometer-commons",
            "io/micrometer/observation/Observation.class",
            "io.micrometer:micrometer-observation");

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
            assertThat(program.err()).doesNotContain("WARN", "ERROR", "SANDBOXSECRET");
            assertThat(program.out()).doesNotContain("SANDBOXSECRET");
        }
    }

    /** Java 24 and later warn of native code without it (JEP 472). */
    @Test
    void N18_nativeAccessIsAllowedInTheManifest() throws Exception {
        try (JarFile jar = new JarFile(Path.of("target", "ferrypost.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }
    }

    @Test
    void badSettingsEndItWithStatus2() throws Exception {
        try (Program program = Program.fromJar(folder, Map.of("FERRYPOST_TENANTT", "x"), "run")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err()).contains("Did you mean ferrypost.tenant?");
        }
    }

    @Test
    void everyLibraryInsideIsListedWithItsLicence() throws Exception {
        List<String> inside = new ArrayList<>();
        try (JarFile jar = new JarFile(Path.of("target", "ferrypost.jar").toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                Optional.ofNullable(WITHOUT_POM.get(entry.getName())).ifPresent(inside::add);
                Matcher pom = POM.matcher(entry.getName());
                if (pom.matches()
                        && !isPartOfAnother(pom.group(2))
                        && !pom.group(1).equals("io.github.ferrypost")) {
                    inside.add(pom.group(1) + ":" + pom.group(2));
                }
            }
        }
        List<String> listed = Files.readAllLines(Path.of("docs/third-party.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(inside);
    }

    /** angus-mail is a jar of these modules, and has the poms of all of them. */
    private static boolean isPartOfAnother(String artifact) {
        return List.of("angus-core", "imap", "logging-mailhandler", "pop3", "smtp")
                .contains(artifact);
    }

    private static org.assertj.core.api.Condition<String> contains(String part) {
        return new org.assertj.core.api.Condition<>(line -> line.contains(part), "has \"%s\"", part);
    }
}
