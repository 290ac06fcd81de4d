package io.github.ferrypost.graph;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON objects; read leniently, since what answers may be a proxy. */
final class GraphJson {
    private GraphJson() {}

    /** The properties of the object, or none where the text is no object. */
    static Map<String, Object> read(String text) {
        String object = text.strip();
        if (!object.startsWith("{")) {
            return Map.of();
        }
        try (JsonReader reader = JsonProviders.createReader(object)) {
            return reader.readMap(JsonReader::readUntyped);
        } catch (IOException | RuntimeException notJson) {
            return Map.of();
        }
    }

    static Optional<String> text(Map<String, Object> object, String key) {
        return Optional.ofNullable(object.get(key)).map(Object::toString).filter(text -> !text.isEmpty());
    }

    static List<?> list(Map<String, Object> object, String key) {
        return object.get(key) instanceof List ? (List<?>) object.get(key) : List.of();
    }

    static String write(Map<String, Object> object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
