package io.github.ferrypost.bridge.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge adds to a support bundle. */
class BridgeFilesTest {
    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void place() {
        settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
        settings.put(
                "ferrypost.bridge.log-file", folder.resolve("ferrypost.log").toString());
    }

    private Map<String, String> files() {
        return BridgeFiles.of(Settings.of(settings));
    }

    @Test
    void withoutQueueAndLogFileItSaysSo() {
        assertThat(files().get("queue.txt")).isEqualTo("There is no queue.\n");
        assertThat(files().get("log.txt")).contains("ferrypost.bridge.log-file", "journalctl");
        assertThat(folder.resolve("spool")).doesNotExist();
    }

    @Test
    void figuresOfTheQueue() throws Exception {
        try (Spool spool = Spool.openToDeliver(folder.resolve("spool"), Clock.systemUTC())) {
            spool.store(NewEntry.of(
                    "erp",
                    Envelope.of("a@contoso.example", List.of("b@fabrikam.example")),
                    ByteSource.of("Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII)),
                    Instant.now()));
            assertThat(files().get("queue.txt")).startsWith("Messages in the queue: 1\n1 queued, account erp, oldest ");
        }
    }

    @Test
    void theEndOfALongLogInWholeLines() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < 2 * BridgeFiles.LOG_END; i++) {
            log.append("line ").append(i).append(" of the log\n");
        }
        Files.writeString(folder.resolve("ferrypost.log"), log.append("the last line\n"));
        String end = files().get("log.txt");
        assertThat(end)
                .hasSizeLessThanOrEqualTo(BridgeFiles.LOG_END)
                .startsWith("line ")
                .endsWith("the last line\n");
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        settings.put("ferrypost.bridge.patience", "soon");
        assertThat(files().get("queue.txt")).contains("ferrypost.bridge.patience");
    }
}
