package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.HistoryResult;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the life of a queued message, one line per event, and passes these events, and those of first attempts that
 * store nothing, to the {@link DeliveryListener}. Safe for use by many threads.
 */
final class EntryLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");

    private final DeliveryListener deliveryListener;

    EntryLog(DeliveryListener deliveryListener) {
        this.deliveryListener = deliveryListener;
    }

    private record Kind(Event event, Status status) {}

    /**
     * One attempt to deliver an entry.
     *
     * @param account its name in the settings
     * @param mailbox that sends, or the account's name if the account no longer exists
     * @param next when the entry is retried; empty if it is not
     */
    record Try(
            EntryId id,
            String sender,
            String account,
            String mailbox,
            int number,
            Duration age,
            String road,
            String trace,
            Optional<Instant> next) {}

    /** Logs one line for all recipients with the same result. */
    void tried(Try attempt, OutcomeSplit ruling) {
        boolean again = attempt.next().isPresent();
        deliveryListener.progressed(new Progress(
                attempt.id(), result(ruling, again), reply(ruling), attempt.road(), attempt.trace(), attempt.number()));
        kinds(ruling, again).forEach((kind, to) -> {
            deliveryListener.happened(kind.event(), attempt.account(), to.size());
            LOG.atLevel(kind.event().level()).log(line(attempt, kind, to).toString());
        });
    }

    private static HistoryResult result(OutcomeSplit ruling, boolean again) {
        if (again && !ruling.pending().isEmpty()) {
            return ruling.isInDoubt() ? HistoryResult.DOUBT : HistoryResult.RETRYING;
        }
        return ruling.pending().isEmpty() && ruling.failed().isEmpty()
                ? HistoryResult.DELIVERED
                : HistoryResult.REFUSED;
    }

    /** Of the recipients whose status says most about what is next. */
    private static String reply(OutcomeSplit ruling) {
        return Stream.of(ruling.pending(), ruling.failed(), ruling.done())
                .flatMap(statuses -> statuses.values().stream())
                .findFirst()
                .map(status -> status.reply().toString())
                .orElse("");
    }

    /** A message that is not stored: the log line of its reply covers it, so only the listener is called. */
    void decided(String account, OutcomeSplit ruling) {
        kinds(ruling, true).forEach((kind, to) -> deliveryListener.happened(kind.event(), account, to.size()));
    }

    private static Map<Kind, List<String>> kinds(OutcomeSplit ruling, boolean again) {
        Map<Kind, List<String>> kinds = new LinkedHashMap<>();
        ruling.done().forEach((to, status) -> add(kinds, Event.DELIVERED, status, to));
        ruling.failed().forEach((to, status) -> add(kinds, Event.REFUSED, status, to));
        ruling.pending().forEach((to, status) -> add(kinds, pending(status, again), status, to));
        return kinds;
    }

    private static void add(Map<Kind, List<String>> kinds, Event event, Status status, String to) {
        kinds.computeIfAbsent(new Kind(event, status), kind -> new ArrayList<>())
                .add(to);
    }

    private static Event pending(Status status, boolean again) {
        if (!again) {
            return Event.GIVEN_UP;
        }
        return status.verdict() == Verdict.IN_DOUBT ? Event.DOUBT : Event.DEFERRED;
    }

    private static LogLine line(Try attempt, Kind kind, List<String> to) {
        LogLine line = LogLine.of(kind.event().word())
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

    /** Logs what happened to the entry as a whole. */
    void settled(Entry entry, Settlement settlement) {
        if (settlement.report().isPresent()) {
            progressed(entry, HistoryResult.BOUNCED, "");
            tell(Event.BOUNCED, entry.account(), line(Event.BOUNCED, entry.id(), entry.sender()));
        }
        if (settlement.next() == Settlement.Next.HOLD) {
            held(entry.id(), entry.account(), entry.sender(), settlement.reason(), entry.tries());
        }
        if (settlement.next() == Settlement.Next.DEAD) {
            deliveryListener.happened(Event.DEAD, entry.account(), 1);
            progressed(entry, HistoryResult.DEAD, settlement.reason());
            alert(AlertKind.DEAD, Event.DEAD, entry.id(), entry.account(), entry.sender(), settlement.reason());
        }
    }

    void sentAgain(Entry entry) {
        tell(
                Event.SENT_AGAIN,
                entry.account(),
                line(Event.SENT_AGAIN, entry.id(), entry.sender())
                        .text(
                                "reason",
                                "the message may have arrived, and Microsoft cannot be asked; sending it again"));
    }

    private void progressed(Entry entry, HistoryResult result, String reply) {
        deliveryListener.progressed(new Progress(entry.id(), result, reply, "", "", entry.tries()));
    }

    /** @param tries how many attempts there were */
    void held(EntryId id, String account, String sender, String reason, int tries) {
        deliveryListener.happened(Event.HELD, account, 1);
        deliveryListener.progressed(new Progress(id, HistoryResult.HELD, reason, "", "", tries));
        alert(AlertKind.HELD, Event.HELD, id, account, sender, reason);
    }

    private void alert(AlertKind kind, Event event, EntryId id, String account, String sender, String reason) {
        String line = line(event, id, sender).text("reason", reason).toString();
        deliveryListener
                .alerts()
                .raise(Alert.of(kind, Alert.account(account), line)
                        .withDetail(id + " from <" + sender + ">: " + reason));
    }

    /** Logs an attempt whose entry was removed, so that nothing could be recorded. */
    void removed(Entry entry, String what) {
        tell(
                Event.REMOVED,
                entry.account(),
                line(Event.REMOVED, entry.id(), entry.sender()).text("while", "an attempt was running: " + what));
    }

    private void tell(Event event, String account, LogLine line) {
        deliveryListener.happened(event, account, 1);
        LOG.atLevel(event.level()).log(line.toString());
    }

    private static LogLine line(Event event, EntryId id, String sender) {
        return LogLine.of(event.word()).with("entry", id).address("from", sender);
    }
}
