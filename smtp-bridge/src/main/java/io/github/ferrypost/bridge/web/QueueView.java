package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.Recipient;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.Stats;
import io.github.ferrypost.bridge.spool.StoredVerdict;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The queue's models for the templates. */
final class QueueView {
    private static final int PAGE = 25;

    private final Spool spool;
    private final PageMessages words;
    private final Times times;

    QueueView(Spool spool, PageMessages words, Clock clock, ZoneId zone) {
        this.spool = spool;
        this.words = words;
        this.times = new Times(words, clock, zone);
    }

    Map<String, Object> list(Optional<String> state, Optional<String> address, Optional<EntryId> after)
            throws SpoolException {
        Optional<State> chosen = state.flatMap(QueueView::state);
        Filter filter = chosen.map(Filter.ALL::withState).orElse(Filter.ALL);
        filter = address.isPresent() ? filter.withAddress(address.get()) : filter;
        List<Entry> found = spool.list(filter, after, PAGE + 1);
        List<Entry> page = found.subList(0, Math.min(PAGE, found.size()));

        String kept = chosen.map(one -> "&state=" + word(one)).orElse("")
                + address.map(text -> "&address=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .orElse("");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("tabs", tabs(spool.stats(), chosen));
        model.put("state", chosen.map(QueueView::word).orElse(""));
        model.put("address", address.orElse(""));
        model.put("entries", page.stream().map(this::row).toList());
        model.put("empty", page.isEmpty());
        model.put("filtered", chosen.isPresent() || address.isPresent());
        model.put("first", after.isPresent() ? "/queue?" + kept : "");
        model.put(
                "next",
                found.size() > PAGE ? "/queue?after=" + page.get(PAGE - 1).id() + kept : "");
        return model;
    }

    private List<Map<String, Object>> tabs(Stats stats, Optional<State> chosen) {
        List<Map<String, Object>> tabs = new ArrayList<>();
        tabs.add(Map.of(
                "label", words.say("state-all"), "count", stats.count(), "href", "/queue", "here", chosen.isEmpty()));
        for (State state : State.values()) {
            long count = stats.count(state);
            boolean here = chosen.equals(Optional.of(state));
            if (count > 0 || here) {
                tabs.add(Map.of(
                        "label",
                        words.say("state-" + word(state)),
                        "count",
                        count,
                        "href",
                        "/queue?state=" + word(state),
                        "here",
                        here));
            }
        }
        return tabs;
    }

    private static Optional<State> state(String word) {
        return Arrays.stream(State.values())
                .filter(state -> word(state).equals(word))
                .findFirst();
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> row(Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", entry.id().toString());
        row.put("state", word(entry.state()));
        row.put("state-label", words.say("state-" + word(entry.state())));
        row.put("doubt", entry.inDoubt() && entry.state() != State.CLAIMED);
        row.put("sender", entry.sender().isEmpty() ? words.say("no-sender") : entry.sender());
        row.put(
                "recipients",
                words.named(entry.recipients().stream().map(Recipient::address).toList()));
        row.put("age", times.age(entry.arrivedAt()));
        row.put("arrived", times.full(entry.arrivedAt()));
        row.put("tries", entry.tries());
        row.put("why", why(entry));
        row.put("next", next(entry));
        row.put("account", entry.account().isEmpty() ? words.say("unnamed") : entry.account());
        row.put("size", times.size(entry.size()));
        boolean waits = entry.state() == State.QUEUED;
        row.put("can-retry", entry.state() != State.CLAIMED);
        row.put("can-hold", waits || entry.state() == State.DEAD);
        row.put("can-release", entry.state() == State.HELD);
        row.put("claimed", entry.state() == State.CLAIMED);
        return row;
    }

    private String next(Entry entry) {
        return switch (entry.state()) {
            case QUEUED -> times.until(entry.due());
            case CLAIMED -> words.say("under-way");
            case HELD, DEAD, CORRUPT -> "";
        };
    }

    /** The last reply, or why the entry was set aside. */
    private static String why(Entry entry) {
        return entry.last()
                .filter(status -> !status.isAccepted())
                .map(status -> said(status.reply()))
                .orElse(entry.reason());
    }

    private static String said(Reply reply) {
        return reply.code() + " " + reply.enhanced() + " " + reply.text();
    }

    Map<String, Object> entry(Entry entry) {
        Map<String, Object> model = row(entry);
        model.put("reason", entry.reason());
        model.put("client", entry.client().address());
        model.put("login", entry.client().login());
        model.put(
                "all-recipients",
                entry.recipients().stream().map(this::recipient).toList());
        return model;
    }

    private Map<String, Object> recipient(Recipient recipient) {
        Optional<Status> last = recipient.last();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("address", recipient.address());
        model.put(
                "verdict",
                words.say("verdict-" + last.map(status -> word(status)).orElse("none")));
        model.put("tone", last.map(QueueView::word).orElse("none"));
        model.put("said", last.map(status -> said(status.reply())).orElse(""));
        model.put(
                "remedy",
                last.flatMap(status -> Advice.on(status.reply(), words.language()))
                        .orElse(null));
        model.put("detail", last.flatMap(status -> status.reply().detail()).orElse(""));
        model.put("tried", recipient.triedAt().map(times::full).orElse(""));
        model.put("reported", recipient.reported());
        return model;
    }

    private static String word(Status status) {
        return StoredVerdict.of(status.verdict())
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
