package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.bridge.config.BridgeKeys;
import io.github.ferrypost.bridge.listen.LimitTable;
import io.github.ferrypost.bridge.monitor.MailLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings page has the bridge's table as the code has it, and operate.md the table of limits; {@code -Ddocs.write=true} writes it. */
class DocsTest {
    private static final Path PAGE = Path.of("..", "provider", "docs", "settings.md");
    private static final String BEGIN = "<!-- bridge keys: made from the code -->\n";
    private static final String END = "<!-- end of bridge keys -->";

    @Test
    void limits() throws IOException {
        StringBuilder table = new StringBuilder("| limit | default | set by | source |\n|---|---|---|---|\n");
        Stream.concat(LimitTable.rows().stream(), MailLog.limits().stream()).forEach(limit -> {
            Optional<Key> key = BridgeKeys.ALL.find(limit.value());
            assertThat(key.isPresent() || !limit.value().startsWith("ferrypost."))
                    .as(limit.value())
                    .isTrue();
            table.append("| ")
                    .append(limit.what())
                    .append(" | ")
                    .append(key.map(Key::standard).orElse(limit.value()))
                    .append(" | ")
                    .append(key.map(set -> "`" + set.name() + "`").orElse(""))
                    .append(" | ")
                    .append(limit.source())
                    .append(" |\n");
        });
        compare(
                Path.of("docs", "operate.md"),
                "<!-- limits of the listener: made from the code -->\n",
                table.toString(),
                "<!-- end of limits of the listener -->");
    }

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
        compare(PAGE, BEGIN, table.toString(), END);
    }

    static void compare(Path file, String begin, String table, String end) throws IOException {
        String page = Files.readString(file);
        assertThat(page).contains(begin, end);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("%s is behind the code: run DocsTest as .github/CONTRIBUTING.md says", file)
                    .isEqualTo(table);
        }
    }
}
