package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.monitor.Meter;
import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** operate.md has the metrics as the code has them; {@code -Ddocs.write=true} writes them. */
class MeterTableTest {
    private static final Path PAGE = Path.of("docs", "operate.md");

    @Test
    void metrics() throws IOException {
        StringBuilder table = new StringBuilder("| metric | labels | meaning |\n|---|---|---|\n");
        for (Meter meter : Meter.values()) {
            table.append("| `").append(meter.exposed()).append("` | ");
            table.append(meter.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")));
            table.append(" | ").append(meter.meaning()).append(" |\n");
        }
        DocsTable.holds(PAGE, "metrics", "code", table.toString());
    }
}
