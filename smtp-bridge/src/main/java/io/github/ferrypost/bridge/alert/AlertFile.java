package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.util.Json;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incidents on disk, so that a restart neither repeats nor forgets a message. It is a file beside the queue and not
 * in its database, because alerts about a broken database must be kept too.
 */
final class AlertFile {
    static final String NAME = "alerts.json";

    private static final Logger LOG = LoggerFactory.getLogger(AlertFile.class);

    private final Optional<Path> file;
    private boolean failed;

    /** @param folder empty to keep nothing: a bridge without a queue has no folder */
    AlertFile(Optional<Path> folder) {
        this.file = folder.map(path -> path.toAbsolutePath().resolve(NAME));
    }

    /** The incidents of the last process; none if the file is missing or damaged. */
    List<AlertState> read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        try {
            List<AlertState> states = new ArrayList<>();
            for (Object each : Json.list(Json.read(Files.readString(file.get())), "incidents")) {
                if (each instanceof Map<?, ?> object && states.size() < AlertBook.MOST) {
                    state(texts(object)).ifPresent(states::add);
                }
            }
            return states;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Which alerts were sent cannot be read from {}; some may be sent again", file.get(), e);
            return List.of();
        }
    }

    /** @return whether it is written, or need not be */
    boolean write(List<AlertState> states) {
        if (file.isEmpty()) {
            return true;
        }
        try {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("incidents", states.stream().map(AlertFile::json).toList());
            PrivateFile.replace(file.get(), Json.write(all).getBytes(StandardCharsets.UTF_8));
            failed = false;
            return true;
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                LOG.warn("Which alerts were sent cannot be written to {}; a restart sends some again", file.get(), e);
            }
            failed = true;
            return false;
        }
    }

    private static Map<String, Object> json(AlertState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", state.kind().word());
        json.put("subject", state.subject());
        json.put("detail", state.detail());
        json.put("since", state.since().toString());
        state.until().ifPresent(end -> json.put("until", end.toString()));
        json.put("count", state.count());
        Map<String, Object> reported = new LinkedHashMap<>();
        state.reported()
                .forEach((target, last) -> reported.put(
                        target, Map.of("over", last.over(), "at", last.at().toString(), "count", last.count())));
        json.put("reported", reported);
        return json;
    }

    private static Optional<AlertState> state(Map<String, Object> json) {
        try {
            Map<String, AlertState.Reported> reported = new LinkedHashMap<>();
            if (json.get("reported") instanceof Map<?, ?> targets) {
                targets.forEach((target, last) -> reported.put(target.toString(), reported(texts((Map<?, ?>) last))));
            }
            return AlertKind.of(Json.text(json, "kind"))
                    .map(kind -> new AlertState(
                            kind,
                            Json.text(json, "subject"),
                            Json.text(json, "detail"),
                            Instant.parse(Json.text(json, "since")),
                            json.containsKey("until")
                                    ? Optional.of(Instant.parse(Json.text(json, "until")))
                                    : Optional.empty(),
                            Integer.parseInt(Json.text(json, "count")),
                            reported));
        } catch (DateTimeException | IllegalArgumentException | ClassCastException e) {
            LOG.warn("An incident could not be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static AlertState.Reported reported(Map<String, Object> json) {
        return new AlertState.Reported(
                Boolean.parseBoolean(Json.text(json, "over")),
                Instant.parse(Json.text(json, "at")),
                Integer.parseInt(Json.text(json, "count")));
    }

    private static Map<String, Object> texts(Map<?, ?> object) {
        Map<String, Object> texts = new LinkedHashMap<>();
        object.forEach((name, value) -> texts.put(name.toString(), value));
        return texts;
    }
}
