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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The queue's pages: the list, one entry, and its buttons. */
final class QueueRoutes {
    /** Applies a button's action to the spool; returns the state before. */
    @FunctionalInterface
    private interface Wish {
        Optional<State> of(Spool spool, EntryId id) throws SpoolException;
    }

    /**
     * A button.
     *
     * @param plain the states for which its fixed sentence is correct; for other states the page shows the effect on
     *     the entry
     */
    private record Act(Wish wish, Set<State> plain) {}

    private static final Map<String, Act> ACTS = Map.of(
            "retry", new Act(Spool::retryNow, EnumSet.allOf(State.class)),
            "hold",
                    new Act(
                            (spool, id) -> spool.hold(id, "held on the page"),
                            EnumSet.of(State.QUEUED, State.HELD, State.DEAD)),
            "release", new Act(Spool::release, EnumSet.of(State.QUEUED, State.HELD)),
            "remove", new Act(Spool::remove, EnumSet.allOf(State.class)));

    private final PageLayout layout;
    private final Spool spool;
    private final Clock clock;
    private final ZoneId zone;

    QueueRoutes(PageLayout layout, Spool spool, Clock clock, ZoneId zone) {
        this.layout = layout;
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
        return new QueueView(spool, layout.words(request), clock, zone);
    }

    private void list(Context request) throws SpoolException {
        Map<String, Object> model = new HashMap<>(view(request)
                .list(
                        Optional.ofNullable(request.queryParam("state")),
                        Optional.ofNullable(request.queryParam("address")).filter(text -> !text.isBlank()),
                        Optional.ofNullable(request.queryParam("after")).flatMap(EntryId::parse)));
        Optional.ofNullable(request.queryParam("done"))
                .filter(ACTS::containsKey)
                .ifPresent(done -> model.put("notice", layout.words(request).say("done-" + done, "id", id(request))));
        layout.show(request, "queue", layout.words(request).say("nav-queue"), model);
    }

    private static String id(Context request) {
        return Optional.ofNullable(request.queryParam("id"))
                .flatMap(EntryId::parse)
                .map(EntryId::toString)
                .orElse("");
    }

    private void show(Context request, String template) throws SpoolException {
        Entry entry = spool.show(named(request)).orElseThrow(NotFoundResponse::new);
        PageMessages words = layout.words(request);
        layout.show(
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
        State before = act.wish().of(spool, id).orElseThrow(NotFoundResponse::new);
        boolean plain = act.plain().contains(before);
        request.status(303).header("Location", plain ? "/queue?done=" + name + "&id=" + id : "/queue/" + id);
    }
}
