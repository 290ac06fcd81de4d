package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.bridge.deliver.Event;
import io.github.ferrypost.token.Expiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of metrics behind {@code /metrics} and its documentation. */
public enum Meter {
    MAILS(
            "ferrypost.mails",
            "counter",
            "mails that clients handed in, by what they heard: `accepted` (250), `later` (4xx)," + " `refused` (5xx)",
            "account",
            "answer"),
    TURNED_AWAY("ferrypost.turned.away", "counter", "connections, logins and commands that were refused"),
    OF_DEVICE(
            "ferrypost.device.answers",
            "counter",
            "what a named device heard, for a mail or a refusal before it: `accepted` (250), `later` (4xx),"
                    + " `refused` (5xx)",
            "device",
            "answer"),
    TRIES(
            "ferrypost.tries",
            "timer",
            "tries to send, in seconds: Microsoft was asked; `result` is `accepted`, `later`,"
                    + " `never` or `in_doubt`",
            "account",
            "road",
            "result"),
    SIGN_IN_FAILURES(
            "ferrypost.sign.in.failures",
            "counter",
            "tries that failed for the account's own fault: no token, secret" + " expired, consent missing",
            "account"),
    DELIVERED("ferrypost.delivered", "counter", "recipients for whom Microsoft has taken a mail", "account"),
    DEFERRED("ferrypost.deferred", "counter", "recipients that a try put off", "account"),
    DOUBT("ferrypost.doubt", "counter", "recipients that a try may have reached, its answer being lost", "account"),
    REFUSED("ferrypost.refused", "counter", "recipients that Microsoft will never take a mail for", "account"),
    GIVEN_UP("ferrypost.given.up", "counter", "recipients tried for `ferrypost.bridge.give-up-after`", "account"),
    BOUNCED("ferrypost.bounced", "counter", "reports to senders", "account"),
    DEAD("ferrypost.dead", "counter", "mails given up of which nobody could be told", "account"),
    SENT_AGAIN("ferrypost.sent.again", "counter", "mails sent again though they may have arrived", "account"),
    HELD("ferrypost.held", "counter", "mails held since they may have arrived", "account"),
    REMOVED("ferrypost.removed", "counter", "mails that an operator removed while they were tried", "account"),
    QUEUE("ferrypost.queue", "gauge", "mails in the queue, by state", "state"),
    QUEUE_OLDEST(
            "ferrypost.queue.oldest.seconds",
            "gauge",
            "age of the oldest mail in the queue, by state; 0 for none",
            "state"),
    RESTING(
            "ferrypost.resting",
            "gauge",
            "1 while the account is not asked, since it fails for its own fault",
            "account"),
    EXPIRY(
            "ferrypost.expiry.days",
            "gauge",
            "days until the first `secret`, `certificate` or `sign-in` of the account" + " ends, where that is known",
            "account",
            "kind"),
    PROVEN(
            "ferrypost.proven",
            "gauge",
            "1 while the account has signed in or sent since its last failure, 0 while that is not proven",
            "account"),
    LISTENING("ferrypost.listening", "gauge", "1 while clients can connect and the threads that mail depends on run");

    private static final Map<Event, Meter> EVENTS = Map.of(
            Event.DELIVERED, DELIVERED,
            Event.DEFERRED, DEFERRED,
            Event.DOUBT, DOUBT,
            Event.REFUSED, REFUSED,
            Event.GIVEN_UP, GIVEN_UP,
            Event.BOUNCED, BOUNCED,
            Event.DEAD, DEAD,
            Event.SENT_AGAIN, SENT_AGAIN,
            Event.HELD, HELD,
            Event.REMOVED, REMOVED);

    private final String id;
    private final String type;
    private final String meaning;
    private final String labels;

    Meter(String id, String type, String meaning, String... labels) {
        this.id = id;
        this.type = type;
        this.meaning = meaning;
        this.labels = String.join(" ", labels);
    }

    static Meter of(Event event) {
        return EVENTS.get(event);
    }

    /** The value of the label {@code kind}. */
    public static String label(Expiry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }

    String type() {
        return type;
    }

    /** The name in Prometheus' text format. */
    public String exposed() {
        String name = id.replace('.', '_');
        return switch (type) {
            case "counter" -> name + "_total";
            case "timer" -> name + "_seconds";
            default -> name;
        };
    }

    /** @param values one for each label; the unnamed account is {@code default} */
    List<Tag> tags(String... values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels().get(i), values[i].isEmpty() ? "default" : values[i]));
        }
        return tags;
    }

    Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id).description(meaning).tags(tags(values)).register(registry);
    }
}
