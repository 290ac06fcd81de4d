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
import java.util.Objects;

/** The table of metrics behind {@code /metrics} and its documentation. */
public enum Meter {
    MAILS(
            "ferrypost.mails",
            "counter",
            "messages that clients submitted, by reply: `accepted` (250), `later` (4xx), `refused` (5xx)",
            "account",
            "answer"),
    TURNED_AWAY("ferrypost.turned.away", "counter", "refused connections, logins and commands"),
    OF_DEVICE(
            "ferrypost.device.answers",
            "counter",
            "replies to the messages of a named device, and refusals: `accepted` (250), `later` (4xx), `refused` (5xx)",
            "device",
            "answer"),
    TRIES(
            "ferrypost.tries",
            "timer",
            "duration of delivery attempts that reached Microsoft, in seconds; `result` is `accepted`,"
                    + " `later`, `never` or `in_doubt`",
            "account",
            "road",
            "result"),
    SIGN_IN_FAILURES(
            "ferrypost.sign.in.failures",
            "counter",
            "attempts that failed because of the account: no token, secret expired, consent missing",
            "account"),
    DELIVERED("ferrypost.delivered", "counter", "recipients for whom Microsoft accepted a message", "account"),
    DEFERRED("ferrypost.deferred", "counter", "recipients that an attempt deferred", "account"),
    DOUBT(
            "ferrypost.doubt",
            "counter",
            "recipients that an attempt may have reached although its answer was lost",
            "account"),
    REFUSED("ferrypost.refused", "counter", "recipients that Microsoft refused permanently", "account"),
    GIVEN_UP(
            "ferrypost.given.up",
            "counter",
            "recipients given up on after `ferrypost.bridge.give-up-after`",
            "account"),
    BOUNCED("ferrypost.bounced", "counter", "bounces to senders", "account"),
    DEAD("ferrypost.dead", "counter", "messages given up on whose sender could not be notified", "account"),
    SENT_AGAIN("ferrypost.sent.again", "counter", "messages sent again although they may have arrived", "account"),
    HELD("ferrypost.held", "counter", "messages held because they may have arrived", "account"),
    REMOVED("ferrypost.removed", "counter", "messages that an operator removed during an attempt", "account"),
    QUEUE("ferrypost.queue", "gauge", "messages in the queue, by state", "state"),
    QUEUE_OLDEST(
            "ferrypost.queue.oldest.seconds",
            "gauge",
            "age of the oldest message in the queue, by state; 0 if there is none",
            "state"),
    RESTING(
            "ferrypost.resting",
            "gauge",
            "1 while deliveries of the account are paused because the account fails",
            "account"),
    EXPIRY(
            "ferrypost.expiry.days",
            "gauge",
            "days until the first `secret`, `certificate` or `sign-in` of the account expires, if known",
            "account",
            "kind"),
    PROVEN(
            "ferrypost.proven",
            "gauge",
            "1 if the account has signed in or sent a message since its last failure, otherwise 0",
            "account"),
    SETTINGS_REJECTED(
            "ferrypost.settings.rejected",
            "gauge",
            "1 while the settings files have settings that cannot be used, and the bridge uses earlier ones"),
    ALERTS("ferrypost.alerts", "counter", "alerts, by kind", "kind"),
    LISTENING("ferrypost.listening", "gauge", "1 while clients can connect and all essential threads run");

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
        return Objects.requireNonNull(EVENTS.get(event), event::name);
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

    /** Whether a meter of this kind has this first label. */
    boolean isOf(io.micrometer.core.instrument.Meter.Id meter, String value) {
        Tag first = tags(value).get(0);
        return first.getValue().equals(meter.getTag(first.getKey()));
    }

    Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id).description(meaning).tags(tags(values)).register(registry);
    }
}
