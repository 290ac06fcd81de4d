package io.github.ferrypost.bridge.config;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Keys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the log goes, and how its lines look. Immutable.
 *
 * @param file a file for the log besides standard error
 * @param size of the file in bytes; a larger one is renamed, and a new one begins
 * @param count of renamed files that are kept
 */
public record LogConfig(Format format, Optional<Path> file, long size, int count) {
    static final Key FORMAT = Key.of(
                    "ferrypost.bridge.log-format",
                    GLOBAL,
                    "text",
                    "The lines of the log. `text`: time, level and message. `json`: one JSON object per line. `journald`: on"
                            + " standard error each line starts with its priority, such as `<3>` for ERROR, and has no time; the"
                            + " log file is as with `text`.")
            .restart();
    static final Key FILE = Key.of(
                    "ferrypost.bridge.log-file",
                    GLOBAL,
                    "",
                    "A file for the log, besides standard error. The bridge creates it, readable by its owner only, and"
                            + " rotates it.")
            .restart();
    static final Key SIZE = Key.of(
                    "ferrypost.bridge.log-size",
                    GLOBAL,
                    "10M",
                    "The size at which the log file is renamed to `FILE.1` and a new one begins, in bytes or with `K`, `M`,"
                            + " `G`.")
            .restart();
    static final Key COUNT = Key.of(
                    "ferrypost.bridge.log-count",
                    GLOBAL,
                    "5",
                    "How many renamed log files are kept: `FILE.1` is the newest. Older ones are deleted.")
            .restart();

    static final Keys KEYS = Keys.of(List.of(FORMAT, FILE, SIZE, COUNT));

    /** The form of a line. */
    public enum Format {
        TEXT,
        JSON,
        JOURNALD;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LogConfig of(Reading reading) {
        return new LogConfig(
                reading.choice(FORMAT, Format.values(), Format::key),
                reading.path(FILE),
                reading.size(SIZE, 1024, 2L << 30),
                reading.number(COUNT, 1, 100));
    }
}
