package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What GraalVM has to be told of the jars, since it follows no name that is put together at run time. There is no native
 * compiler here: the metadata is held against what the classes themselves do.
 */
class NativeImageTest {
    private static final Pattern TYPE = Pattern.compile("\"type\": \"([^\"]+)\"");
    private static final Pattern GLOB = Pattern.compile("\"glob\": \"([^\"]+)\"");

    @ParameterizedTest
    @CsvSource({
        "ferrypost-provider-all.jar, ferrypost-provider",
        "ferrypost-provider-all-javax.jar, ferrypost-provider-javax"
    })
    void metadataNamesAllThatIsFoundByName(String name, String place) throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", name).toFile())) {
            String metadata = new String(
                    read(jar, "META-INF/native-image/io.github.ferrypost/" + place + "/reachability-metadata.json"),
                    StandardCharsets.UTF_8);

            Set<String> transports = new TreeSet<>();
            for (String entry : names(jar)) {
                if (entry.matches(".*/transport/Ferrypost(Ssl)?Transport\\.class")) {
                    transports.add(entry.replace(".class", "").replace('/', '.'));
                }
            }
            assertThat(transports).hasSizeGreaterThan(1).isEqualTo(found(TYPE, metadata));

            List<String> globs = List.copyOf(found(GLOB, metadata));
            assertThat(names(jar).stream().filter(NativeImageTest::isReadAtRunTime))
                    .isNotEmpty()
                    .allMatch(entry -> globs.stream()
                            .anyMatch(glob -> FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(Path.of(entry))));
            assertThat(globs).contains("ferrypost.properties");
        }
    }

    /** A further class that looks for others by their names would need its rows in the metadata; Linkage has them as literals. */
    @ParameterizedTest
    @CsvSource({"ferrypost-provider-all.jar", "ferrypost-provider-all-javax.jar"})
    void onlyTheFamiliesAreLookedForByName(String name) throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", name).toFile())) {
            Set<String> looking = new TreeSet<>();
            for (String entry : names(jar)) {
                if (entry.endsWith(".class")
                        && !entry.contains("/shaded/")
                        && new String(read(jar, entry), StandardCharsets.ISO_8859_1).contains("forName")) {
                    looking.add(entry.replaceAll(".*/", ""));
                }
            }
            assertThat(looking).containsExactly("Linkage.class", "MailApiFlavor.class");
        }
    }

    private static boolean isReadAtRunTime(String entry) {
        return entry.startsWith("META-INF/services/")
                || entry.equals("META-INF/javamail.providers")
                || (entry.startsWith("io/") && !entry.endsWith(".class"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    private static byte[] read(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
