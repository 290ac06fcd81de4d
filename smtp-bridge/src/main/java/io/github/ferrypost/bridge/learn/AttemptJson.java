package io.github.ferrypost.bridge.learn;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** An attempt as one line of JSON; times are UTC. Stateless. */
public final class AttemptJson {
    private AttemptJson() {}

    public static String of(Attempt attempt) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonWriter json = JsonProviders.createWriter(line)) {
            json.writeStartObject();
            json.writeStringField("listener", attempt.listener());
            json.writeStringField("address", attempt.address());
            json.writeStringField("helo", attempt.helo());
            json.writeStringField("login", attempt.login());
            json.writeStringField("sender", attempt.sender());
            json.writeStringField("tls", attempt.tls());
            json.writeStringField("first", attempt.first().toString());
            json.writeStringField("last", attempt.last().toString());
            json.writeIntField("count", attempt.count());
            json.writeEndObject();
        }
        return line.toString();
    }

    /** @throws IOException if the line is no attempt */
    static Attempt parse(String line) throws IOException {
        try (JsonReader json = JsonProviders.createReader(line)) {
            Map<String, Object> fields = json.readMap(JsonReader::readUntyped);
            return new Attempt(
                    text(fields, "listener"),
                    text(fields, "address"),
                    text(fields, "helo"),
                    text(fields, "login"),
                    text(fields, "sender"),
                    text(fields, "tls"),
                    Instant.parse(text(fields, "first")),
                    Instant.parse(text(fields, "last")),
                    fields.get("count") instanceof Integer count ? count : 1);
        } catch (DateTimeException | IllegalStateException e) {
            throw new IOException("not an attempt: " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }
}
