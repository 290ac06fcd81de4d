package io.github.ferrypost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of the documentation that are generated: compared with the code, or written with {@code -Ddocs.write=true}. */
public final class DocsTable {
    private DocsTable() {}

    /**
     * Checks the text between the two marks of this name in the page.
     *
     * @param source what the text is made from, as the first mark says it
     */
    public static void holds(Path page, String name, String source, String text) throws IOException {
        String content = Files.readString(page);
        String begin = "<!-- " + name + ": made from the " + source + " -->\n";
        String end = "<!-- end of " + name + " -->";
        assertThat(content).as("marks in %s", page).contains(begin, end);
        int from = content.indexOf(begin) + begin.length();
        int to = content.indexOf(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, content.substring(0, from) + text + content.substring(to));
        } else {
            assertThat(content.substring(from, to))
                    .as("%s is behind the code: regenerate it as .github/CONTRIBUTING.md says", page)
                    .isEqualTo(text);
        }
    }
}
