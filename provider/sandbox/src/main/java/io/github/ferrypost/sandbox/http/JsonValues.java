package io.github.ferrypost.sandbox.http;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, numbers and booleans. Stateless. */
public final class JsonValues {
    private JsonValues() {}

    /** Parses an object. */
    public static Map<String, Object> read(byte[] bytes) throws IOException {
        try (JsonReader reader = JsonProviders.createReader(bytes)) {
            return object(reader.readUntyped());
        } catch (IllegalStateException e) {
            throw new IOException("Not JSON", e);
        }
    }

    /** Writes an object as UTF-8. */
    public static byte[] write(Map<String, ?> object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonWriter writer = JsonProviders.createWriter(out)) {
            writer.writeUntyped(object);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** An object of name-value pairs, in their order. */
    public static Map<String, Object> of(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** The member as an object; empty if it is something else. */
    public static Map<String, Object> object(Map<String, Object> parent, String name) throws IOException {
        Object member = parent.get(name);
        return member == null ? Map.of() : object(member);
    }

    /** The member as a list; empty if it is missing. */
    public static List<?> list(Map<String, Object> parent, String name) {
        Object member = parent.get(name);
        return member instanceof List ? (List<?>) member : List.of();
    }

    /** The member as a string; empty if it is missing. */
    public static String string(Map<String, Object> parent, String name) {
        Object member = parent.get(name);
        return member == null ? "" : member.toString();
    }

    /**
     * Casts a value that must be an object.
     *
     * @throws IOException if it is not
     */
    public static Map<String, Object> object(Object value) throws IOException {
        if (!(value instanceof Map)) {
            throw new IOException("Not a JSON object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> object.put(name.toString(), member));
        return object;
    }
}
