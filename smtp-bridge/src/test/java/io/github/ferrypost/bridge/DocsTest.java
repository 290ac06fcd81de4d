package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.config.BridgeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The settings page has the bridge's table as the code has it; {@code -Ddocs.write=true} writes it. */
class DocsTest {
    private static final Path PAGE = Path.of("..", "provider", "docs", "settings.md");
    private static final String BEGIN = "<!-- bridge keys: made from the code -->\n";
    private static final String END = "<!-- end of bridge keys -->";

    @Test
    void settings() throws IOException {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        BridgeKeys.own()
                .rows()
                .forEach(key -> table.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.standard().isEmpty() ? "" : "`" + key.standard() + "`")
                        .append(" | ")
                        .append(key.meaning())
                        .append(" |\n"));
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        assertThat(page).contains(BEGIN, END);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("settings.md is behind the code: run DocsTest with -Ddocs.write=true")
                    .isEqualTo(table.toString());
        }
    }
}
