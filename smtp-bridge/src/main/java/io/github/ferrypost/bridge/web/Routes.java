package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.bridge.monitor.HealthCheck;
import io.github.ferrypost.bridge.monitor.HealthSnapshot;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.support.BridgeBundle;
import io.github.ferrypost.doctor.Language;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps paths to handlers. Safe for use by many threads. */
final class Routes {
    private static final Map<String, String> ASSETS = Map.of(
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final PageLayout layout;
    private final RequestGuard entrance;
    private final OneTimeKeys keys;
    private final Sessions sessions;
    private final Optional<BridgeStatus> running;
    private final SettingsService service;
    private final Clock clock;

    Routes(
            PageLayout layout,
            RequestGuard entrance,
            OneTimeKeys keys,
            Sessions sessions,
            Optional<BridgeStatus> running,
            SettingsService service,
            Clock clock) {
        this.layout = layout;
        this.entrance = entrance;
        this.keys = keys;
        this.sessions = sessions;
        this.running = running;
        this.service = service;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.before(request -> {
            PageLayout.headers(request);
            entrance.check(request).ifPresent(refusal -> refuse(request, refusal));
        });
        routes.get("/", this::front);
        routes.get("/assets/{name}", Routes::asset);
        routes.post("/language", this::language);
        routes.post("/leave", this::leave);
        new SettingsRoutes(layout, service, running.isPresent()).addTo(routes);
        new SupportRoutes(layout, service, new BridgeBundle()).addTo(routes);
        running.ifPresent(bridge -> {
            routes.get("/health", answer -> health(answer, bridge));
            routes.get("/health/live", answer -> live(answer, bridge));
            routes.get(
                    "/metrics",
                    answer -> answer.contentType("text/plain; version=0.0.4; charset=utf-8")
                            .result(bridge.metrics().text()));
            bridge.spool().ifPresent(spool -> {
                new QueueRoutes(layout, spool, clock, ZoneId.systemDefault()).addTo(routes);
                new HistoryRoutes(layout, spool.history(), clock, ZoneId.systemDefault()).addTo(routes);
            });
        });
        routes.exception(SpoolException.class, (e, request) -> trouble(request, e));
        routes.error(404, request -> tell(request, "not-found"));
    }

    private void refuse(Context request, RequestGuard.Refusal refusal) {
        request.status(refusal.status());
        tell(request, refusal.word());
        request.skipRemainingHandlers();
    }

    private void tell(Context request, String word) {
        PageMessages words = layout.words(request);
        layout.show(
                request,
                "message",
                words.say(word + "-title"),
                Map.of("heading", words.say(word + "-title"), "text", words.say(word + "-text")));
    }

    private void trouble(Context request, SpoolException e) {
        PageMessages words = layout.words(request);
        request.status(503);
        layout.show(
                request,
                "message",
                words.say("queue-broken-title"),
                Map.of("heading", words.say("queue-broken-title"), "text", e.getMessage()));
    }

    /** Exchanges the key for a session and redirects, so that the key does not stay in the address bar. */
    private void front(Context request) throws SpoolException {
        String key = request.queryParam("key");
        if (key != null) {
            if (keys.spend(key)) {
                request.cookie(
                        new Cookie(entrance.cookie(), sessions.begin(), "/", -1, false, true, null, SameSite.STRICT));
                request.status(303).header("Location", "/");
            } else if (entrance.session(request).isPresent()) {
                request.status(303).header("Location", "/");
            } else {
                request.status(401);
                tell(request, "refused-key");
            }
            return;
        }
        if (running.isEmpty()) {
            request.status(303).header("Location", "/settings");
            return;
        }
        PageMessages words = layout.words(request);
        Map<String, Object> model = new StatusView(running.get(), words, clock, ZoneId.systemDefault()).model();
        if (request.queryParam("part") != null) {
            request.contentType("text/html; charset=utf-8").result(layout.part(request, "status-live", model));
        } else {
            layout.show(request, "status", words.say("nav-status"), model);
        }
    }

    private static void asset(Context request) {
        String type = ASSETS.get(request.pathParam("name"));
        if (type == null) {
            throw new NotFoundResponse();
        }
        request.contentType(type).result(Templates.resource(request.pathParam("name")));
    }

    private void language(Context request) {
        layout.choose(request, String.valueOf(request.formParam("language")));
        String back = Optional.ofNullable(request.formParam("back")).orElse("/");
        // a path on this page, not an address on another host
        boolean ours = back.matches("/[A-Za-z0-9/_-]*(\\?account=[A-Za-z0-9_-]+)?") && !back.startsWith("//");
        request.status(303).header("Location", ours ? back : "/");
    }

    private void leave(Context request) {
        Optional.ofNullable(request.cookie(entrance.cookie())).ifPresent(sessions::end);
        request.removeCookie(entrance.cookie(), "/");
        request.status(303).header("Location", "/");
    }

    private static void health(Context answer, BridgeStatus bridge) {
        HealthCheck health = HealthCheck.of(HealthSnapshot.of(bridge));
        tell(answer, health.isWell(), health.text(PageMessages.of(Language.EN)::say));
    }

    /** For service managers, which restart a dead process; does not check whether messages can be sent. */
    private static void live(Context answer, BridgeStatus bridge) {
        List<String> failed = bridge.failedThreads().get();
        tell(answer, failed.isEmpty(), failed.isEmpty() ? "ok" : "failed: " + String.join(", ", failed));
    }

    private static void tell(Context answer, boolean well, String text) {
        answer.contentType("text/plain; charset=utf-8").status(well ? 200 : 503).result(text + "\n");
    }
}
