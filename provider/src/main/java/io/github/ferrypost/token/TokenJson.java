package io.github.ferrypost.token;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** JSON objects as maps. */
final class TokenJson {
    private TokenJson() {}

    /** Nothing where it is no JSON object. */
    static Map<String, Object> read(String text) {
        try (JsonReader reader = JsonProviders.createReader(text)) {
            return Optional.ofNullable(reader.readMap(JsonReader::readUntyped)).orElse(Map.of());
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }

    static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeMap(object, JsonWriter::writeUntyped);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** The field as text; empty where it is not there. */
    static String text(Map<String, ?> object, String field) {
        return Objects.toString(object.get(field), "");
    }

    /** What an ID token says, unverified: it came from Entra itself (OpenID Connect Core section 3.1.3.7, point 6). */
    static Map<String, Object> claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : Map.of();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }
}
