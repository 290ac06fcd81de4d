package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** operate.md has the table of limits as the code has it; {@code -Ddocs.write=true} writes it. */
class DeliveryLimitsTest {
    private static final Path PAGE = Path.of("docs", "operate.md");
    private static final String BEGIN = "<!-- delivery limits: made from the code -->\n";
    private static final String END = "<!-- end of delivery limits -->";

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
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("operate.md is behind the code: run this test as .github/CONTRIBUTING.md says")
                    .isEqualTo(table.toString());
        }
    }
}
