package io.github.ferrypost.bridge.learn;

import io.github.ferrypost.util.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An attempt as one line of JSON; times are UTC. Stateless. */
public final class AttemptJson {
    private AttemptJson() {}

    public static String of(Attempt attempt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("listener", attempt.listener());
        json.put("address", attempt.address());
        json.put("helo", attempt.helo());
        json.put("login", attempt.login());
        json.put("sender", attempt.sender());
        json.put("tls", attempt.tls());
        json.put("first", attempt.first().toString());
        json.put("last", attempt.last().toString());
        json.put("count", attempt.count());
        return Json.write(json);
    }

    /** @throws IOException if the line is not an attempt */
    static Attempt parse(String line) throws IOException {
        Map<String, Object> json = Json.read(line);
        try {
            return new Attempt(
                    Json.text(json, "listener"),
                    Json.text(json, "address"),
                    Json.text(json, "helo"),
                    Json.text(json, "login"),
                    Json.text(json, "sender"),
                    Json.text(json, "tls"),
                    Instant.parse(Json.text(json, "first")),
                    Instant.parse(Json.text(json, "last")),
                    Integer.parseInt(Json.text(json, "count")));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IOException("not an attempt: " + e.getMessage(), e);
        }
    }
}
