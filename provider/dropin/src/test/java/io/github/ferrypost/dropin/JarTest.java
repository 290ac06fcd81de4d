package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jars that are dropped in, and what is not. */
class JarTest {
    private static final long TARGET_BYTES = 1_540_000;
    /** The version of class files of Java 11. */
    private static final int JAVA_11 = 55;

    private static final String ALL = "ferrypost-provider-all.jar";
    private static final String JAVAX = "ferrypost-provider-all-javax.jar";

    private static JarFile open(String name) throws IOException {
        return new JarFile(Path.of("target", name).toFile());
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, JAVAX})
    void isSmall(String name) throws IOException {
        long size = Files.size(Path.of("target", name));
        System.out.println(name + ": " + size + " bytes");
        assertThat(size).isLessThan(TARGET_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, JAVAX})
    void holdsNothingThatCouldClashWithTheProgram(String name) throws IOException {
        try (JarFile jar = open(name)) {
            assertThat(names(jar))
                    .allMatch(entry -> entry.startsWith("io/github/ferrypost/")
                            || entry.startsWith("META-INF/")
                            || entry.equals("module-info.class"));
            assertThat(names(jar)).noneMatch(entry -> entry.matches("META-INF/.*\\.(SF|RSA|DSA)"));
            assertThat(names(jar)).noneMatch(entry -> entry.endsWith("/module-info.class"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, JAVAX})
    void runsOnJava11(String name) throws IOException {
        try (JarFile jar = open(name)) {
            for (String entry : names(jar)) {
                if (entry.endsWith(".class")) {
                    try (var in = jar.getInputStream(jar.getEntry(entry))) {
                        byte[] head = in.readNBytes(8);
                        assertThat((head[6] << 8) + head[7]).as(entry).isLessThanOrEqualTo(JAVA_11);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, JAVAX})
    void namesEveryLibraryInsideWithItsLicence(String name) throws IOException {
        try (JarFile jar = open(name)) {
            String list = text(jar, "META-INF/THIRD-PARTY.md");
            List<String> poms = names(jar).stream()
                    .filter(entry -> entry.endsWith("/pom.properties") && !entry.contains("ferrypost"))
                    .toList();
            assertThat(poms).hasSize(3);
            for (String pom : poms) {
                Properties about = new Properties();
                try (var in = jar.getInputStream(jar.getEntry(pom))) {
                    about.load(in);
                }
                assertThat(list)
                        .contains("| " + about.getProperty("groupId") + ":" + about.getProperty("artifactId") + " | "
                                + about.getProperty("version") + " | MIT |");
            }
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    /** All packages that a mail library looks into are open to it, and all that we need is asked for. */
    @Test
    void isANamedModule() {
        ModuleReference reference = ModuleFinder.of(Path.of("target", ALL))
                .find("io.github.ferrypost.provider")
                .orElseThrow();
        ModuleDescriptor module = reference.descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.requires())
                .filteredOn(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder("java.base", "java.xml", "jakarta.mail");
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("io.github.ferrypost.transport", "io.github.ferrypost.comsun.transport");
        assertThat(module.provides())
                .filteredOn(provided -> provided.service().equals("jakarta.mail.Provider"))
                .singleElement()
                .satisfies(provided -> assertThat(provided.providers()).hasSize(3));
    }

    @Test
    void isAModuleAndABundle() throws IOException {
        try (JarFile jar = open(ALL);
                JarFile javax = open(JAVAX)) {
            var manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.ferrypost.provider");
            assertThat(manifest.getValue("Provide-Capability")).contains("\"jakarta.mail.Provider\"");
            var old = javax.getManifest().getMainAttributes();
            assertThat(old.getValue("Automatic-Module-Name")).isEqualTo("io.github.ferrypost.provider.javax");
            assertThat(old.getValue("Provide-Capability")).contains("\"javax.mail.Provider\"");
            assertThat(old.getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void everyServiceIsInside() throws IOException {
        try (JarFile jar = open(ALL);
                JarFile javax = open(JAVAX)) {
            for (String line :
                    text(jar, "META-INF/services/jakarta.mail.Provider").lines().toList()) {
                holds(jar, line);
            }
            for (String line :
                    text(javax, "META-INF/services/javax.mail.Provider").lines().toList()) {
                holds(javax, line);
            }
            holdsAll(javax, Pattern.compile("class=([^;]+)").matcher(text(javax, "META-INF/javamail.providers")));
        }
    }

    private static void holdsAll(JarFile jar, Matcher names) {
        int found = 0;
        for (; names.find(); found++) {
            holds(jar, names.group(1));
        }
        assertThat(found).isPositive();
    }

    private static void holds(JarFile jar, String line) {
        String name = line.replaceAll("#.*", "").trim();
        if (!name.isEmpty()) {
            assertThat(jar.getEntry(name.replace('.', '/') + ".class")).as(name).isNotNull();
        }
    }
}
