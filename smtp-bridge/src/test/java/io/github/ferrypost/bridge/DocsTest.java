package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.bridge.config.BridgeKeys;
import io.github.ferrypost.bridge.history.HistoryRecorder;
import io.github.ferrypost.bridge.listen.LimitTable;
import io.github.ferrypost.bridge.monitor.MailLog;
import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings page has the bridge's table as the code has it, and operate.md the table of limits; {@code -Ddocs.write=true} writes it. */
class DocsTest {
    private static final Path PAGE = Path.of("..", "provider", "docs", "settings.md");

    @Test
    void limits() throws IOException {
        StringBuilder table = new StringBuilder("| limit | default | set by | source |\n|---|---|---|---|\n");
        Stream.of(LimitTable.rows(), MailLog.limits(), HistoryRecorder.limits())
                .flatMap(List::stream)
                .forEach(limit -> {
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
        DocsTable.holds(Path.of("docs", "operate.md"), "limits of the listener", "code", table.toString());
    }

    @Test
    void settings() throws IOException {
        StringBuilder table = new StringBuilder("| key | default | change | meaning |\n|---|---|---|---|\n");
        BridgeKeys.own()
                .rows()
                .forEach(key -> table.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.standard().isEmpty() ? "" : "`" + key.standard() + "`")
                        .append(" | ")
                        .append(key.needsRestart() ? "restart" : "live")
                        .append(" | ")
                        .append(key.meaning())
                        .append(" |\n"));
        DocsTable.holds(PAGE, "bridge keys", "code", table.toString());
    }
}
