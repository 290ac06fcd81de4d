package io.github.ferrypost.bridge.history;

import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import io.github.ferrypost.util.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A row of the history for programs. Times are UTC. Stateless. */
public final class HistoryExport {
    private static final HistoryRow EMPTY = new HistoryRow(
            0,
            Instant.EPOCH,
            new HistoryRow.Client("", "", ""),
            "",
            List.of(),
            "",
            "",
            0,
            "",
            new HistoryRow.Progress("", Instant.EPOCH, HistoryResult.QUEUED, "", "", "", 0));

    private HistoryExport() {}

    /** One line of JSON; without the fields that are empty. */
    public static String json(HistoryRow row) {
        Map<String, Object> object = new LinkedHashMap<>(fields(row));
        object.put("recipients", row.recipients());
        object.put("size", row.size());
        object.put("tries", row.progress().tries());
        object.values().removeIf(""::equals);
        return Json.write(object);
    }

    /** The names of the columns (RFC 4180), with the line's end. */
    public static String csvHead() {
        return String.join(",", fields(EMPTY).keySet()) + "\r\n";
    }

    /** One line of CSV (RFC 4180), with its end. Several recipients are separated by blanks. */
    public static String csv(HistoryRow row) {
        return fields(row).values().stream().map(HistoryExport::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static Map<String, String> fields(HistoryRow row) {
        HistoryRow.Progress progress = row.progress();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", row.at().toString());
        fields.put("result", progress.result().word());
        fields.put("from", row.sender());
        fields.put("recipients", String.join(" ", row.recipients()));
        fields.put("subject", row.subject());
        fields.put("size", Long.toString(row.size()));
        fields.put("client", row.client().address());
        fields.put("device", row.client().device());
        fields.put("login", row.client().login());
        fields.put("account", row.account());
        fields.put("road", progress.road());
        fields.put("trace", progress.trace());
        fields.put("messageId", row.messageId());
        fields.put("entry", progress.entry());
        fields.put("tries", Integer.toString(progress.tries()));
        fields.put(
                "changed",
                progress.at().equals(Instant.EPOCH) ? "" : progress.at().toString());
        fields.put("reply", progress.reply());
        return fields;
    }

    /** A spreadsheet would run a cell that starts like a formula, and clients choose what is in it. */
    private static String cell(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
