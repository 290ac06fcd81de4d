package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.history.HistoryExport;
import io.github.ferrypost.bridge.history.TimeText;
import io.github.ferrypost.bridge.spool.History;
import io.github.ferrypost.bridge.spool.HistoryQuery;
import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The history's page, its live part, and its exports. */
final class HistoryRoutes {
    /** Chosen: rows of an export, about 30 MB of CSV. */
    private static final int MOST_EXPORTED = 100_000;

    private static final int READ_AT_ONCE = 500;

    private final PageLayout layout;
    private final History history;
    private final Clock clock;
    private final ZoneId zone;

    HistoryRoutes(PageLayout layout, History history, Clock clock, ZoneId zone) {
        this.layout = layout;
        this.history = history;
        this.clock = clock;
        this.zone = zone;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/history", this::show);
        routes.get("/history.csv", request -> export(request, "text/csv", HistoryExport.csvHead(), HistoryExport::csv));
        routes.get(
                "/history.json",
                request -> export(request, "application/x-ndjson", "", row -> HistoryExport.json(row) + "\n"));
    }

    private void show(Context request) throws SpoolException {
        PageMessages words = layout.words(request);
        HistoryForm form = form(request);
        Map<String, Object> model = new HistoryView(history, words, clock, zone).model(form);
        if (request.queryParam("part") != null) {
            request.contentType("text/html; charset=utf-8").result(layout.part(request, "history-rows", model));
        } else {
            layout.show(request, "history", words.say("nav-history"), model);
        }
    }

    private HistoryForm form(Context request) {
        return new HistoryForm(
                text(request, "text"),
                HistoryResult.parse(text(request, "result")),
                text(request, "since"),
                time(request, "since"),
                text(request, "until"),
                time(request, "until"),
                number(text(request, "before")));
    }

    private static String text(Context request, String name) {
        return Optional.ofNullable(request.queryParam(name)).orElse("").strip();
    }

    private Optional<Instant> time(Context request, String name) {
        return TimeText.parse(text(request, name), clock, zone);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    /** Streams the rows, so that an export needs little memory. */
    private void export(Context request, String type, String head, Function<HistoryRow, String> line)
            throws SpoolException, IOException {
        String ending = type.equals("text/csv") ? "csv" : "json";
        request.contentType(type + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"ferrypost-history." + ending + "\"");
        HistoryQuery query = form(request).query();
        OutputStream out = request.outputStream();
        out.write(head.getBytes(StandardCharsets.UTF_8));
        int left = MOST_EXPORTED;
        List<HistoryRow> page;
        do {
            page = history.find(query, Math.min(READ_AT_ONCE, left));
            for (HistoryRow row : page) {
                out.write(line.apply(row).getBytes(StandardCharsets.UTF_8));
            }
            left -= page.size();
            query = page.isEmpty()
                    ? query
                    : query.withBefore(page.get(page.size() - 1).id());
        } while (page.size() == READ_AT_ONCE && left > 0);
    }
}
