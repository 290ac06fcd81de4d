package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.spool.History;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The history's models for the templates. */
final class HistoryView {
    private static final int PAGE = 50;

    private final History history;
    private final PageMessages words;
    private final Times times;

    HistoryView(History history, PageMessages words, Clock clock, ZoneId zone) {
        this.history = history;
        this.words = words;
        this.times = new Times(words, clock, zone);
    }

    Map<String, Object> model(HistoryForm form) throws SpoolException {
        boolean bad = form.hasBadSince() || form.hasBadUntil();
        List<HistoryRow> found = bad ? List.of() : history.find(form.query(), PAGE + 1);
        List<HistoryRow> page = found.subList(0, Math.min(PAGE, found.size()));
        boolean first = form.before() == Long.MAX_VALUE;
        String search = form.address();

        Map<String, Object> model = new LinkedHashMap<>();
        model.put("text", form.text());
        model.put("since", form.sinceText());
        model.put("until", form.untilText());
        model.put("bad-since", form.hasBadSince());
        model.put("bad-until", form.hasBadUntil());
        model.put("results", results(form));
        model.put("any", form.result().isEmpty());
        model.put("rows", page.stream().map(this::row).toList());
        model.put("none", page.isEmpty() && !bad);
        model.put("filtered", !form.isEmpty());
        model.put("live", first && !bad ? "/history" + search + "&part" : "");
        model.put("csv", "/history.csv" + search);
        model.put("json", "/history.json" + search);
        model.put("first", first ? "" : "/history" + search);
        model.put(
                "next",
                found.size() > PAGE
                        ? "/history" + search + "&before=" + page.get(PAGE - 1).id()
                        : "");
        return model;
    }

    private List<Map<String, Object>> results(HistoryForm form) {
        return Arrays.stream(HistoryResult.values())
                .map(result -> Map.<String, Object>of(
                        "word",
                        result.word(),
                        "label",
                        words.say("result-" + result.word()),
                        "chosen",
                        form.result().filter(result::equals).isPresent()))
                .toList();
    }

    private Map<String, Object> row(HistoryRow row) {
        HistoryRow.Progress progress = row.progress();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", row.id());
        model.put("at", times.full(row.at()));
        model.put("iso", row.at().toString());
        model.put("result", progress.result().word());
        model.put("result-label", words.say("result-" + progress.result().word()));
        model.put("sender", row.sender().isEmpty() ? words.say("no-sender") : row.sender());
        model.put("recipients", words.named(row.recipients()));
        model.put("subject", row.subject());
        model.put("reply", progress.result() == HistoryResult.DELIVERED ? "" : progress.reply());
        model.put("facts", facts(row));
        boolean queued = switch (progress.result()) {
            case QUEUED, RETRYING, DOUBT, HELD, DEAD -> !progress.entry().isEmpty();
            default -> false;
        };
        model.put("entry", queued ? progress.entry() : "");
        return model;
    }

    /** What is shown when a row is opened; without what is empty. */
    private List<Map<String, Object>> facts(HistoryRow row) {
        HistoryRow.Progress progress = row.progress();
        List<Map<String, Object>> facts = new ArrayList<>();
        fact(facts, "all-recipients", String.join(", ", row.recipients()));
        fact(facts, "size", times.size(row.size()));
        fact(facts, "client", row.client().address());
        fact(facts, "device", row.client().device());
        fact(facts, "login", row.client().login());
        fact(facts, "account", row.account());
        fact(facts, "road", progress.road());
        fact(facts, "trace", progress.trace());
        fact(facts, "message-id", row.messageId());
        fact(facts, "entry", progress.entry());
        fact(facts, "tries", progress.tries() > 0 ? Integer.toString(progress.tries()) : "");
        fact(facts, "reply", progress.reply());
        return facts;
    }

    private void fact(List<Map<String, Object>> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(Map.of("name", words.say("fact-" + name), "value", value));
        }
    }
}
