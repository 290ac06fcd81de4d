package io.github.ferrypost.util;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** JSON objects as maps. Parsing is lenient, because a proxy may respond instead of the service. Stateless. */
public final class Json {
    private Json() {}

    /** The properties of the object; empty if the text is not a JSON object. */
    public static Map<String, Object> read(String text) {
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

    /** The object as text. */
    public static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeMap(object, JsonWriter::writeUntyped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The property as text; empty if it is missing. */
    public static String text(Map<String, ?> object, String property) {
        return Objects.toString(object.get(property), "");
    }

    /** The property's elements; empty if it is missing or not an array. */
    public static List<?> list(Map<String, ?> object, String property) {
        return object.get(property) instanceof List ? (List<?>) object.get(property) : List.of();
    }

    /** The claims of a JSON Web Token (RFC 7519), without verifying its signature; empty if it is not one. */
    public static Map<String, Object> claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : Map.of();
        } catch (IllegalArgumentException notBase64) {
            return Map.of();
        }
    }
}
