package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.bridge.deliver.Suspension;
import io.github.ferrypost.bridge.monitor.AccountProof;
import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.bridge.monitor.HealthCheck;
import io.github.ferrypost.bridge.monitor.HealthSnapshot;
import io.github.ferrypost.bridge.monitor.LastTry;
import io.github.ferrypost.bridge.monitor.Meter;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.Stats;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.Expiry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bridge's status as a model for the template. */
final class StatusView {
    private final BridgeStatus running;
    private final PageMessages words;
    private final Clock clock;
    private final Times times;

    StatusView(BridgeStatus running, PageMessages words, Clock clock, ZoneId zone) {
        this.running = running;
        this.words = words;
        this.clock = clock;
        this.times = new Times(words, clock, zone);
    }

    Map<String, Object> model() throws SpoolException {
        HealthCheck health = HealthCheck.of(HealthSnapshot.of(running));
        List<Map<String, Object>> accounts =
                running.accounts().all().stream().map(this::account).toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("complaint", health.isWell() || health.isUnproven() ? "" : health.text(words::say));
        model.put("unproven", health.isUnproven() ? health.text(words::say) : "");
        List<String> left = health.isWell() ? left() : List.of();
        model.put("unfinished", health.isWell() && !left.isEmpty());
        model.put("left", left);
        model.put("well", health.isWell() && left.isEmpty());
        model.put("settings", SettingsText.pending(running.settings().get(), words));
        model.put("accounts", accounts);
        model.put("stores", running.spool().isPresent());
        model.put(
                "tiles",
                running.spool().isPresent() ? tiles(running.spool().get().stats()) : List.of());
        model.put(
                "listens",
                running.addresses().stream()
                        .map(at -> at.getAddress().getHostAddress() + ":" + at.getPort())
                        .collect(Collectors.joining(", ")));
        model.put("since", times.full(running.since()));
        model.put("up", times.age(running.since()));
        return model;
    }

    /** Problems that do not stop delivery but need attention. */
    private List<String> left() throws SpoolException {
        List<String> left = new ArrayList<>();
        if (running.spool().isPresent()) {
            Stats stats = running.spool().get().stats();
            long lost = stats.count(State.DEAD) + stats.count(State.CORRUPT);
            if (lost > 0) {
                left.add(words.say("unfinished-dead", "n", lost));
            }
        }
        running.accounts().all().stream()
                .filter(account -> running.rests().apply(account).isPresent())
                .forEach(account -> left.add(words.say("unfinished-resting", "mailbox", account.mailbox())));
        return left;
    }

    private List<Map<String, Object>> tiles(Stats stats) {
        List<Map<String, Object>> tiles = new ArrayList<>();
        for (State state : State.values()) {
            long count = stats.count(state);
            if (count > 0 || state == State.QUEUED || state == State.HELD || state == State.DEAD) {
                String word = QueueView.word(state);
                boolean bad = count > 0 && (state == State.DEAD || state == State.CORRUPT);
                tiles.add(Map.of(
                        "label",
                        words.say("state-" + word),
                        "count",
                        count,
                        "tone",
                        bad ? "fault" : count > 0 && state == State.HELD ? "warning" : "plain",
                        "href",
                        "/queue?state=" + word,
                        "oldest",
                        stats.oldest(state)
                                .map(at -> words.say("oldest", "age", times.age(at)))
                                .orElse("")));
            }
        }
        return tiles;
    }

    private Map<String, Object> account(Account account) {
        Optional<Suspension> rest = running.rests().apply(account);
        Optional<LastTry> last = running.metrics().lastTry(account);
        Optional<LastTry> sent = running.metrics().lastSend(account);
        boolean failed = last.isPresent() && !last.get().accepted();
        AccountProof proof = running.metrics().proof(account);
        String tone = rest.isPresent()
                ? "fault"
                : failed || proof.failure().isPresent() ? "warning" : proof.proven() ? "ok" : "none";
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", account.name().isEmpty() ? words.say("unnamed") : account.name());
        model.put("mailbox", account.mailbox());
        model.put("roads", account.roads().stream().map(StatusView::road).collect(Collectors.joining(", ")));
        model.put("tone", tone);
        model.put("health", words.say("account-" + tone));
        model.put("sent", sent.map(this::tried).orElse(null));
        model.put("never-sent", sent.isEmpty());
        model.put("trouble", failed ? tried(last.get()) : null);
        model.put(
                "sign-in",
                proof.failure().filter(status -> !failed).map(this::said).orElse(null));
        model.put("resting", rest.map(this::rest).orElse(null));
        model.put(
                "expiries",
                running.expiries().apply(account).stream().map(this::expiry).toList());
        return model;
    }

    static String road(RoadName road) {
        return road == RoadName.GRAPH ? "Microsoft Graph" : "SMTP (XOAUTH2)";
    }

    private Map<String, Object> tried(LastTry last) {
        Reply reply = last.telling().reply();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("at", times.full(last.at()));
        model.put("ago", times.age(last.at()));
        model.put(
                "road",
                last.road().toUpperCase(Locale.ROOT).equals("SMTP")
                        ? "SMTP"
                        : last.road().isEmpty() ? "" : "Graph");
        model.put("trace", last.trace());
        model.put("said", reply.code() + " " + reply.enhanced() + " " + reply.text());
        model.put("remedy", Advice.on(reply, words.language()).orElse(null));
        return model;
    }

    private Map<String, Object> said(Status status) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("said", status.reply().text());
        model.put("remedy", Advice.on(status.reply(), words.language()).orElse(null));
        return model;
    }

    private Map<String, Object> rest(Suspension rest) {
        Map<String, Object> model = said(rest.cause());
        model.put("until", times.until(rest.until()));
        return model;
    }

    private Map<String, Object> expiry(Expiry expiry) {
        Instant now = clock.instant();
        String tone = expiry.isOver(now) ? "fault" : expiry.isNear(now) ? "warning" : "ok";
        return Map.of(
                "kind", words.say("expiry-" + Meter.label(expiry.kind())),
                "at", times.day(expiry.day()),
                "tone", tone,
                "days", words.say(expiry.isOver(now) ? "expired" : "days-left", "n", times.days(expiry.end())));
    }
}
