package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.monitor.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** operate.md has the metrics as the code has them; {@code -Ddocs.write=true} writes them. */
class MeterTableTest {
    private static final Path PAGE = Path.of("docs", "operate.md");
    private static final String BEGIN = "<!-- metrics: made from the code -->\n";
    private static final String END = "<!-- end of metrics -->";

    @Test
    void metrics() throws IOException {
        StringBuilder table = new StringBuilder("| metric | labels | meaning |\n|---|---|---|\n");
        for (Meter meter : Meter.values()) {
            table.append("| `").append(meter.exposed()).append("` | ");
            table.append(meter.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")));
            table.append(" | ").append(meter.meaning()).append(" |\n");
        }
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("operate.md is behind the code: run MeterTableTest as .github/CONTRIBUTING.md says")
                    .isEqualTo(table.toString());
        }
    }
}
