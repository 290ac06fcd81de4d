package io.github.ferrypost.bridge.config;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether the bridge keeps a history of all messages, and for how long. Immutable.
 *
 * @param keep how long; empty for no history
 * @param subject whether it contains the subjects
 */
public record HistoryConfig(Optional<Duration> keep, boolean subject) {
    static final Key HISTORY = Key.of(
            "ferrypost.bridge.history",
            GLOBAL,
            "30d",
            "How long the bridge remembers what became of each message: `ferrypost history` and the page search it."
                    + " It is in the spool's database; `direct` has none, and no history. Duration, or `off`, which also deletes it.");
    static final Key SUBJECT = Key.of(
            "ferrypost.bridge.history-subject",
            GLOBAL,
            "false",
            "`true` also remembers the subject of each message. It may be private.");

    static final Keys KEYS = Keys.of(List.of(HISTORY, SUBJECT));

    static HistoryConfig of(Reading reading) {
        return new HistoryConfig(
                reading.text(HISTORY).equalsIgnoreCase("off")
                        ? Optional.empty()
                        : Optional.of(reading.duration(HISTORY)),
                reading.flag(SUBJECT));
    }
}
