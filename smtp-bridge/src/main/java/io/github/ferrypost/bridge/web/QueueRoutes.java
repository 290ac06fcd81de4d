package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The queue: list, one entry, and what can be done with it. */
final class QueueRoutes {
    /** What a button asks of the spool. */
    @FunctionalInterface
    private interface Act {
        Optional<State> on(Spool spool, EntryId id) throws SpoolException;
    }

    private static final Map<String, Act> ACTS = Map.of(
            "retry", Spool::retryNow,
            "hold", (spool, id) -> spool.hold(id, "held on the page"),
            "release", Spool::release,
            "remove", Spool::remove);

    private final Shell shell;
    private final Spool spool;
    private final Clock clock;
    private final ZoneId zone;

    QueueRoutes(Shell shell, Spool spool, Clock clock, ZoneId zone) {
        this.shell = shell;
        this.spool = spool;
        this.clock = clock;
        this.zone = zone;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/queue", this::list);
        routes.get("/queue/{id}", request -> show(request, "queue-entry"));
        routes.get("/queue/{id}/remove", request -> show(request, "queue-remove"));
        ACTS.forEach((name, act) -> routes.post("/queue/{id}/" + name, request -> act(request, name, act)));
    }

    private QueueView view(Context request) {
        return new QueueView(spool, shell.words(request), clock, zone);
    }

    private void list(Context request) throws SpoolException {
        Map<String, Object> model = new HashMap<>(view(request)
                .list(
                        Optional.ofNullable(request.queryParam("state")),
                        Optional.ofNullable(request.queryParam("address")).filter(text -> !text.isBlank()),
                        Optional.ofNullable(request.queryParam("after")).flatMap(EntryId::parse)));
        Optional.ofNullable(request.queryParam("done"))
                .filter(ACTS::containsKey)
                .ifPresent(done -> model.put("notice", shell.words(request).say("done-" + done, "id", id(request))));
        shell.show(request, "queue", shell.words(request).say("nav-queue"), model);
    }

    private static String id(Context request) {
        return Optional.ofNullable(request.queryParam("id"))
                .flatMap(EntryId::parse)
                .map(EntryId::toString)
                .orElse("");
    }

    private void show(Context request, String template) throws SpoolException {
        Entry entry = spool.show(named(request)).orElseThrow(NotFoundResponse::new);
        Words words = shell.words(request);
        shell.show(
                request,
                template,
                words.say("entry-title", "id", entry.id()),
                view(request).entry(entry));
    }

    private static EntryId named(Context request) {
        return EntryId.parse(request.pathParam("id")).orElseThrow(NotFoundResponse::new);
    }

    private void act(Context request, String name, Act act) throws SpoolException {
        EntryId id = named(request);
        Optional<State> before = act.on(spool, id);
        if (before.isEmpty()) {
            throw new NotFoundResponse();
        }
        request.status(303).header("Location", "/queue?done=" + name + "&id=" + id);
    }
}
