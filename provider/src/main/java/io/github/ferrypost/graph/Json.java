package io.github.ferrypost.graph;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.util.Map;

/** Reads JSON objects leniently, since what answers may be a proxy. */
final class Json {
    private Json() {}

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
}
