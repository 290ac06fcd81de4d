package io.github.ferrypost.bridge.support;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.log.LogSetup;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.Stats;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of the bridge's log and the figures of its queue, whether or not the bridge is running. Stateless. */
final class BridgeFiles {
    /** Bytes of the log file's end; some thousand lines. */
    static final int LOG_END = 512 * 1024;

    private static final String NO_LOG_FILE = """
            There is no log file (ferrypost.bridge.log-file).
            The page of the running bridge makes a bundle with the last lines of the log.
            With systemd: journalctl -u ferrypost -n 1000
            """;

    private BridgeFiles() {}

    /** File names and texts. */
    static Map<String, String> of(Settings settings) {
        try {
            BridgeConfig config = BridgeConfig.from(settings);
            return Map.of("log.txt", log(config), "queue.txt", queue(config));
        } catch (SettingsException e) {
            String why = "The bridge cannot use its settings:\n" + String.join("\n", e.problems()) + "\n";
            return Map.of("log.txt", why, "queue.txt", why);
        }
    }

    private static String log(BridgeConfig config) {
        List<String> recent = LogSetup.recentLines();
        if (!recent.isEmpty()) {
            return String.join("\n", recent) + "\n";
        }
        if (config.log().file().filter(Files::exists).isEmpty()) {
            return NO_LOG_FILE;
        }
        try {
            return end(config.log().file().get());
        } catch (IOException e) {
            return "The log file cannot be read: " + e + "\n";
        }
    }

    private static String end(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LOG_END);
            log.seek(from);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            // the first line of a part is a fragment
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }

    private static String queue(BridgeConfig config) {
        if (config.spool().filter(Spool::exists).isEmpty()) {
            return "There is no queue.\n";
        }
        try (Spool spool = Spool.open(config.spool().get().toAbsolutePath(), Clock.systemUTC())) {
            Stats stats = spool.stats();
            return stats.rows().stream()
                    .map(row -> row.count() + " " + row.state().name().toLowerCase(Locale.ROOT) + ", account "
                            + (row.account().isEmpty() ? "(unnamed)" : row.account()) + ", oldest " + row.oldest())
                    .collect(Collectors.joining("\n", "Messages in the queue: " + stats.count() + "\n", "\n"));
        } catch (SpoolException e) {
            return "The queue cannot be read: " + e.getMessage() + "\n";
        }
    }
}
