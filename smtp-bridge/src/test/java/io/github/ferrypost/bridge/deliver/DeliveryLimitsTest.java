package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** operate.md has the table of limits as the code has it; {@code -Ddocs.write=true} writes it. */
class DeliveryLimitsTest {
    private static final Path PAGE = Path.of("docs", "operate.md");

    @Test
    void eachLimitIsDocumentedWithItsSource() throws IOException {
        StringBuilder table = new StringBuilder("| limit | value | why |\n|---|---|---|\n");
        DeliveryLimits.table()
                .forEach(row -> table.append("| ")
                        .append(row.limit())
                        .append(" | ")
                        .append(row.value())
                        .append(" | ")
                        .append(row.source())
                        .append(" |\n"));
        DocsTable.holds(PAGE, "delivery limits", "code", table.toString());
    }
}
