package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of Angus' properties is whole, and what it promises is tested. The build unpacks Angus' sources for it. */
class AngusManualTest {
    private static final Path SOURCES = Path.of("target", "angus-sources");
    private static final Pattern IN_MANUAL = Pattern.compile("<A ID=\"(mail\\.[^\"]+)\">");
    private static final Pattern IN_CODE = Pattern.compile("\"mail\\.\" \\+ name \\+\\s*\"(\\.[a-z0-9.-]+)\"");
    private static final Pattern OF_SOCKETS = Pattern.compile("prefix \\+\\s*\"(\\.[a-zA-Z0-9.-]+)\"");

    @Test
    void everyPropertyOfTheManualsHasItsRow() throws IOException {
        Set<String> manual = new TreeSet<>(found(IN_MANUAL, "", "org/eclipse/angus/mail/smtp/package-info.java"));
        assertThat(manual).hasSizeGreaterThan(60);
        manual.addAll(found(IN_MANUAL, "", "org/eclipse/angus/mail/package-info.java"));
        manual.addAll(found(IN_MANUAL, "", "jakarta/mail/internet/package-info.java"));
        assertThat(manual).hasSizeGreaterThan(100);
        assertThat(manual).allMatch(AngusManualTest::hasRow);
    }

    @Test
    void everyPropertyThatAngusReadsHasItsRow() throws IOException {
        Set<String> read = found(IN_CODE, "mail.smtp", "org/eclipse/angus/mail/smtp/SMTPTransport.java");
        assertThat(read).contains("mail.smtp.chunksize").hasSizeGreaterThan(20);
        read.addAll(found(OF_SOCKETS, "mail.smtp", "org/eclipse/angus/mail/util/SocketFetcher.java"));
        read.remove("mail.smtp.auth."); // the beginning of auth.MECHANISM.disable
        assertThat(read).contains("mail.smtp.socks.host").allMatch(AngusManualTest::hasRow);
    }

    @Test
    void noRowIsForNothing() throws IOException {
        String all = "";
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all += Files.readString(file);
            }
        }
        for (AngusProperties.Row row : AngusProperties.ROWS) {
            for (String name : row.names()) {
                assertThat(all).contains(name.replace("mail.smtp.", ".").replace("*", ""));
            }
        }
    }

    @Test
    void noPropertyHasTwoRows() {
        assertThat(AngusProperties.ROWS.stream().flatMap(row -> row.names().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatHoldsHasATest() throws Exception {
        for (AngusProperties.Row row : AngusProperties.ROWS) {
            if (row.meaning() == AngusProperties.Meaning.HOLDS) {
                List<String> proof = List.of(row.proof().split("\\."));
                Class<?> test = Class.forName(getClass().getPackageName() + "." + proof.get(0));
                assertThat(test.getDeclaredMethod(proof.get(1)).isAnnotationPresent(Test.class))
                        .as(row.proof())
                        .isTrue();
            }
        }
    }

    @Test
    void thePageTellsThem() throws IOException {
        StringBuilder table = new StringBuilder("| property | where we carry the mail | |\n|---|---|---|\n");
        for (AngusProperties.Row row : AngusProperties.ROWS) {
            table.append(row.names().stream().collect(Collectors.joining("`, `", "| `", "` | ")))
                    .append(row.meaning().text)
                    .append(" | ")
                    .append(row.why())
                    .append(" |\n");
        }
        DocsTable.holds(Path.of("docs", "settings.md"), "properties", "code", table.toString());
    }

    private static boolean hasRow(String property) {
        return AngusProperties.ROWS.stream()
                .flatMap(row -> row.names().stream())
                .anyMatch(name -> name.endsWith("*")
                        ? property.startsWith(name.substring(0, name.length() - 1))
                        : property.equals(name));
    }

    private static Set<String> found(Pattern pattern, String prefix, String file) throws IOException {
        Path path = SOURCES.resolve(file);
        assertThat(path).as("unpacked by the build: mvn process-test-resources").exists();
        return pattern.matcher(Files.readString(path))
                .results()
                .map(match -> prefix + match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
