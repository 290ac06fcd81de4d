package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.GermanText;
import io.github.ferrypost.doctor.Health;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings form with "Test" and "Test and save": step by step with a script, as a whole page without. */
final class SettingsRoutes {
    private final PageLayout layout;
    private final SettingsService service;
    private final boolean running;

    /** @param running whether the page belongs to a running bridge */
    SettingsRoutes(PageLayout layout, SettingsService service, boolean running) {
        this.layout = layout;
        this.service = service;
        this.running = running;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/settings", this::form);
        routes.post("/settings", this::whole);
        routes.post("/settings/accounts", this::add);
        routes.post(
                "/settings/tests",
                request -> request.contentType("text/plain; charset=utf-8")
                        .result(begin(request).id()));
        routes.sse("/settings/tests/{id}/events", this::events);
        routes.post("/settings/tests/{id}/save", this::save);
    }

    private static String account(Context request) {
        String account = Optional.ofNullable(request.formParam("account"))
                .or(() -> Optional.ofNullable(request.queryParam("account")))
                .orElse("")
                .strip();
        if (!SettingsView.isName(account)) {
            throw new NotFoundResponse();
        }
        return account;
    }

    /** Without an unnamed account the form is that of the first one. */
    private void form(Context request) throws IOException {
        Optional<String> first = request.queryParam("account") == null
                ? new SettingsView(service, layout.words(request)).firstNamed()
                : Optional.empty();
        if (first.isPresent()) {
            request.status(303).header("Location", form(first.get()));
        } else {
            show(request, name -> null, Map.of());
        }
    }

    private void show(Context request, Function<String, String> typed, Map<String, Object> more) throws IOException {
        PageMessages words = layout.words(request);
        String account = account(request);
        Map<String, Object> model = new LinkedHashMap<>(new SettingsView(service, words).model(account, typed));
        markInvalid(model, more.get("end"));
        // where a change of language leads, whatever was posted
        model.put("path", form(account));
        model.put("add-problem", "");
        model.put("running", running);
        model.put("end", null);
        model.put("examined", more.containsKey("end"));
        model.putAll(more);
        layout.show(request, "settings", words.say("nav-settings"), model);
    }

    /** Marks the fields that the open findings are about. */
    private static void markInvalid(Map<String, Object> model, @Nullable Object end) {
        if (end instanceof Map<?, ?> result && result.get("open") instanceof List<?> findings) {
            for (Object finding : findings) {
                Object field = ((Map<?, ?>) finding).get("field");
                if (model.get("field-" + field) instanceof Map<?, ?> shown) {
                    Map<Object, Object> marked = new LinkedHashMap<>(shown);
                    marked.put("finding", ((Map<?, ?>) finding).get("check"));
                    model.put("field-" + field, marked);
                }
            }
        }
    }

    private static String form(String account) {
        return account.isEmpty() ? "/settings" : "/settings?account=" + account;
    }

    /** Opens the form for a new account, which is written to the file only when the form is saved. */
    private void add(Context request) throws IOException {
        String name = Optional.ofNullable(request.formParam("name"))
                .map(String::strip)
                .orElse("");
        Optional<String> problem = new SettingsView(service, layout.words(request)).problem(name);
        if (problem.isPresent()) {
            request.status(422);
            show(request, field -> null, Map.of("add-problem", problem.get()));
        } else {
            request.status(303).header("Location", form(name));
        }
    }

    private DoctorRun begin(Context request) throws IOException {
        SettingsDraft draft =
                new SettingsView(service, layout.words(request)).draft(account(request), request::formParam);
        Optional<String> address = Optional.ofNullable(request.formParam("test-address"))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        return service.begin(draft, address, "save".equals(request.formParam("action")));
    }

    /** Without a script: the person waits for the whole result. */
    private void whole(Context request) throws IOException, InterruptedException {
        DoctorRun examination = begin(request);
        DoctorRun.End end = examination.await();
        PageMessages words = layout.words(request);
        show(request, request::formParam, Map.of("end", end(examination, end, words)));
    }

    private Map<String, Object> end(DoctorRun examination, DoctorRun.End end, PageMessages words) {
        Map<String, Object> model = new LinkedHashMap<>();
        boolean rejected = end.applied().filter(ReloadResult::isRejected).isPresent();
        model.put("tone", rejected ? Health.FAULT.key() : end.verdict().key());
        model.put("verdict", verdict(examination, end.verdict(), words));
        model.put(
                "read-problems",
                end.problems().stream()
                        .map(problem -> GermanText.of(problem).in(words.language()))
                        .toList());
        model.put("saved", end.saved());
        model.put("saved-texts", saved(end, words));
        model.put("failure", end.failure().isEmpty() ? "" : words.say("save-failed", "why", end.failure()));
        model.put(
                "unsaved", examination.saves() && !end.saved() && end.failure().isEmpty());
        model.putAll(FindingGroups.of(examination.findings(), words));
        model.put("id", examination.id());
        model.put("account", examination.draft().account());
        return model;
    }

    /** Where the settings are stored, and what the running bridge did with them. */
    private List<String> saved(DoctorRun.End end, PageMessages words) {
        String file = service.store().place().toString();
        return end.applied()
                .map(applied -> SettingsText.saved(applied, file, words))
                .orElseGet(() -> List.of(words.say("saved-start", "file", file)));
    }

    private static String verdict(DoctorRun examination, Health verdict, PageMessages words) {
        return switch (verdict) {
            case FAULT -> words.say("end-faults", "n", Math.max(1, examination.count(Health.FAULT)));
            case NOT_PROVEN ->
                words.say(
                        "end-not-proven",
                        "checks",
                        examination.findings().stream()
                                .filter(Finding::isUnproven)
                                .map(finding -> finding.title().in(words.language()))
                                .collect(Collectors.joining("; ")));
            case WARNING -> words.say("end-warnings", "n", examination.count(Health.WARNING));
            default -> words.say("end-ok");
        };
    }

    private void events(SseClient client) {
        Context request = client.ctx();
        DoctorRun examination = service.find(request.pathParam("id")).orElseThrow(NotFoundResponse::new);
        PageMessages words = layout.words(request);
        client.keepAlive();
        service.watch(examination, new DoctorRun.Watcher() {
            @Override
            public void checking(DoctorRun.Progress progress) {
                client.sendEvent(
                        "checking",
                        words.say(
                                "progress",
                                "n",
                                progress.number(),
                                "of",
                                progress.of(),
                                "check",
                                progress.title().in(words.language())));
            }

            @Override
            public void found(Finding finding) {
                client.sendEvent("finding", layout.part(request, "finding", FindingView.of(finding, words)));
            }

            @Override
            public void ended(DoctorRun.End end) {
                client.sendEvent("end", layout.part(request, "end", Map.of("end", end(examination, end, words))));
                client.close();
            }

            @Override
            public boolean isGone() {
                return client.terminated();
            }
        });
    }

    /** Saves although sending is not proven, or known not to work: the person has seen the result. */
    private void save(Context request) throws IOException {
        DoctorRun examination = service.find(request.pathParam("id")).orElseThrow(NotFoundResponse::new);
        DoctorRun.End before = examination.end().orElseThrow(NotFoundResponse::new);
        DoctorRun.End end = service.saved(before, examination.draft());
        show(request, name -> null, Map.of("end", end(examination, end, layout.words(request))));
    }
}
