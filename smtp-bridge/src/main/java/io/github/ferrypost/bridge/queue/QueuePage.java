package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Recipient;
import io.github.ferrypost.reply.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats everything known about an entry, for people. */
final class QueuePage {
    private QueuePage() {}

    /** @param notes the names of the notes that have a value */
    static List<String> of(Entry entry, Set<String> notes, Wording wording) {
        Table table = new Table().row("Entry", entry.id().toString()).row("State", Wording.state(entry));
        if (!entry.reason().isEmpty()) {
            table.row("Reason", Wording.printable(entry.reason()));
        }
        table.row("Account", Wording.account(entry))
                .row("From", Wording.address(entry.sender()) + (entry.sender().isEmpty() ? " (no sender)" : ""))
                .row("Client", client(entry))
                .row("Arrived", wording.time(entry.arrivedAt()))
                .row("Size", entry.size() + " bytes")
                .row("Attempts", String.valueOf(entry.tries()))
                .row("Retry at", wording.next(entry));
        notes.forEach(note -> table.row("Note", Wording.note(note)));
        if (!entry.dsn().isEmpty()) {
            table.row("DSN", dsn(entry.dsn()));
        }
        entry.recipients().forEach(recipient -> recipient(table, recipient, wording));
        return table.lines();
    }

    private static String client(Entry entry) {
        String login = entry.client().login().isEmpty()
                ? ""
                : " as " + Wording.printable(entry.client().login());
        return entry.client().address().isEmpty()
                ? "the bridge itself"
                : Wording.printable(entry.client().address()) + login;
    }

    private static String dsn(Map<String, String> dsn) {
        return new TreeMap<>(dsn)
                .entrySet().stream()
                        .map(each -> Wording.printable(each.getKey() + "=" + each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static void recipient(Table table, Recipient recipient, Wording wording) {
        String when = recipient.triedAt().map(at -> ", " + wording.time(at)).orElse("");
        table.row("To", Wording.address(recipient.address()) + ": " + Wording.verdict(recipient) + when);
        if (recipient.last().isPresent()) {
            Status status = recipient.last().get();
            table.row(
                    "  Reply",
                    Wording.codes(status) + " "
                            + Wording.printable(status.reply().text()));
            status.reply().detail().ifPresent(detail -> table.row("  Detail", Wording.printable(detail)));
            status.reply().remedy().ifPresent(remedy -> table.row("  Remedy", Wording.printable(remedy)));
        }
    }
}
