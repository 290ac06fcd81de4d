package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Recipient;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.PrintableText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes an entry in text for people. Immutable. */
final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MOST_NAMED = 3;

    /** Descriptions of the roads' notes, by name of the note. */
    private static final Map<String, String> NOTES = Map.of(
            "graph.draft",
            "the mailbox has a draft of it; before it sends the message again, the bridge asks Microsoft"
                    + " whether that draft was sent");

    private final Clock clock;
    private final ZoneId zone;

    Wording(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** Replaces control characters, so that text from outside cannot control the terminal. */
    static String printable(String text) {
        return PrintableText.line(text);
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String state(Entry entry) {
        return word(entry.state()) + (entry.inDoubt() ? ", in doubt" : "");
    }

    static String account(Entry entry) {
        return entry.account().isEmpty() ? "(unnamed)" : printable(entry.account());
    }

    static String address(String address) {
        return "<" + printable(address) + ">";
    }

    /** The first few recipients, and how many more there are. */
    static String recipients(Entry entry) {
        List<Recipient> all = entry.recipients();
        String named = all.stream()
                .limit(MOST_NAMED)
                .map(recipient -> address(recipient.address()))
                .collect(Collectors.joining(" "));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1024.0 / 1024.0);
    }

    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** When it is retried. */
    String next(Entry entry) {
        return switch (entry.state()) {
            case QUEUED -> entry.due().isAfter(clock.instant()) ? time(entry.due()) : "now";
            case CLAIMED -> "under way";
            case HELD, DEAD, CORRUPT -> "-";
        };
    }

    /** Why it is still in the queue, in one line. */
    static String why(Entry entry) {
        return entry.reason().isEmpty()
                ? entry.last()
                        .filter(status -> !status.isAccepted())
                        .map(status ->
                                codes(status) + " " + printable(status.reply().text()))
                        .orElse("-")
                : printable(entry.reason());
    }

    static String codes(Status status) {
        return status.reply().code() + " " + status.reply().enhanced();
    }

    /** The result of the last attempt for one recipient. */
    static String verdict(Recipient recipient) {
        return recipient
                .last()
                .map(status -> switch (status.verdict()) {
                    case ACCEPTED -> "accepted by Microsoft 365";
                    case TRANSIENT -> "will be retried";
                    case PERMANENT -> recipient.reported() ? "refused, sender notified" : "refused";
                    case IN_DOUBT -> "may have arrived, will be retried";
                })
                .orElse("not attempted yet");
    }

    static String note(String name) {
        return NOTES.getOrDefault(name, "note of its road: \"" + printable(name) + "\"");
    }
}
