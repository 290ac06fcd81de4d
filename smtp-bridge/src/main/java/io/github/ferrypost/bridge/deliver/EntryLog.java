package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Settlement;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The life of a stored mail in the log: a line for each thing that happens to it. Safe for use by many threads. */
final class EntryLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");

    /** What can happen to a recipient at a try. */
    private enum Event {
        /** Microsoft has it. */
        DELIVERED("delivered", Level.INFO),
        /** It is tried again. */
        DEFERRED("deferred", Level.INFO),
        /** It may have arrived, and is tried again, or asked after. */
        DOUBT("doubt", Level.WARN),
        /** Microsoft will never take it. */
        REFUSED("refused", Level.WARN),
        /** It was tried for as long as the settings say. */
        GIVEN_UP("given-up", Level.WARN);

        private final String word;
        private final Level level;

        Event(String word, Level level) {
            this.word = word;
            this.level = level;
        }
    }

    private record Kind(Event event, Status status) {}

    /**
     * One try of an entry.
     *
     * @param mailbox that sends, or the account's name where there is no such account any more
     * @param next when it is tried again; empty where it is not
     */
    record Try(
            EntryId id,
            String sender,
            String mailbox,
            int number,
            Duration age,
            String road,
            String trace,
            Optional<Instant> next) {}

    /** A line for all recipients of one fate. */
    void tried(Try attempt, Ruling ruling) {
        Map<Kind, List<String>> kinds = new LinkedHashMap<>();
        ruling.done().forEach((to, status) -> add(kinds, Event.DELIVERED, status, to));
        ruling.failed().forEach((to, status) -> add(kinds, Event.REFUSED, status, to));
        ruling.pending().forEach((to, status) -> add(kinds, pending(status, attempt), status, to));
        kinds.forEach((kind, to) ->
                LOG.atLevel(kind.event().level).log(line(attempt, kind, to).toString()));
    }

    private static void add(Map<Kind, List<String>> kinds, Event event, Status status, String to) {
        kinds.computeIfAbsent(new Kind(event, status), kind -> new ArrayList<>())
                .add(to);
    }

    private static Event pending(Status status, Try attempt) {
        if (attempt.next().isEmpty()) {
            return Event.GIVEN_UP;
        }
        return status.verdict() == Verdict.IN_DOUBT ? Event.DOUBT : Event.DEFERRED;
    }

    private static LogLine line(Try attempt, Kind kind, List<String> to) {
        LogLine line = LogLine.of(kind.event().word)
                .with("entry", attempt.id())
                .address("from", attempt.sender())
                .addresses("to", to)
                .with("account", attempt.mailbox())
                .with("try", attempt.number())
                .with("age", attempt.age().toSeconds() + "s");
        if (kind.event() == Event.DEFERRED || kind.event() == Event.DOUBT) {
            line.with("next", attempt.next().orElseThrow());
        }
        line.with("road", attempt.road()).with("trace", attempt.trace());
        kind.status().reply().detail().ifPresent(detail -> line.with("detail", detail));
        return line.text("reply", kind.status().reply());
    }

    /** What became of the entry beyond its recipients. */
    void settled(EntryId id, String sender, Settlement settlement) {
        if (settlement.report().isPresent()) {
            LOG.warn("{}", LogLine.of("bounced").with("entry", id).address("from", sender));
        }
        if (settlement.next() == Settlement.Next.DEAD) {
            LOG.error(
                    "ALERT: {}",
                    LogLine.of("dead").with("entry", id).address("from", sender).text("reason", settlement.reason()));
        }
    }

    void sentAgain(EntryId id, String sender) {
        LOG.warn(
                "{}",
                LogLine.of("doubt")
                        .with("entry", id)
                        .address("from", sender)
                        .text("reason", "it may have arrived and cannot be asked after; it is sent again"));
    }

    void held(EntryId id, String sender, String reason) {
        LOG.warn(
                "{}",
                LogLine.of("held").with("entry", id).address("from", sender).text("reason", reason));
    }

    /** Its try ended, and nothing of it could be written down. */
    void removed(EntryId id, String sender, String what) {
        LOG.warn(
                "{}",
                LogLine.of("removed").with("entry", id).address("from", sender).text("while", "it was tried: " + what));
    }
}
