package io.github.ferrypost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables in docs are made from the tables in the code. {@code mvn -pl provider test -Dtest=DocsTest -Ddocs.write=true}
 * writes them; without that they are only compared.
 */
class DocsTest {
    private static final Path DOCS = Path.of("docs");

    @Test
    void settings() throws IOException {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        Keys.PROVIDER
                .rows()
                .forEach(key -> table.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.standard().isEmpty() ? "" : "`" + key.standard() + "`")
                        .append(" | ")
                        .append(key.meaning())
                        .append(" |\n"));
        holds("settings.md", "keys", table.toString());
    }

    /** What stands between the two marks of this name in the page is this text. */
    private static void holds(String page, String name, String text) throws IOException {
        Path file = DOCS.resolve(page);
        String content = Files.readString(file);
        String begin = "<!-- " + name + ": made from the code -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = content.indexOf(begin) + begin.length();
        int to = content.indexOf(end);
        assertThat(from).as("mark in " + page).isGreaterThan(begin.length() - 1);
        assertThat(to).as("end mark in " + page).isGreaterThan(from - 1);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, content.substring(0, from) + text + content.substring(to));
        } else {
            assertThat(content.substring(from, to))
                    .as("%s is behind the code: run DocsTest with -Ddocs.write=true", page)
                    .isEqualTo(text);
        }
    }
}
