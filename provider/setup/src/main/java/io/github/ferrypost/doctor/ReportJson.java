package io.github.ferrypost.doctor;

import io.github.ferrypost.util.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object from outside: missing or mistyped properties are empty. Immutable. */
final class ReportJson {
    private final Map<?, ?> fields;

    private ReportJson(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Text that is not a JSON object yields an empty one. */
    static ReportJson of(String text) {
        return of((Object) Json.read(text));
    }

    static ReportJson of(@Nullable Object value) {
        return new ReportJson(value instanceof Map ? (Map<?, ?>) value : Map.of());
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    String text(String name) {
        return Objects.toString(fields.get(name), "");
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    boolean isFalse(String name) {
        return Boolean.FALSE.equals(fields.get(name));
    }

    ReportJson object(String name) {
        return of(fields.get(name));
    }

    List<ReportJson> objects(String name) {
        return items(name).stream().map(ReportJson::of).collect(Collectors.toList());
    }

    List<String> texts(String name) {
        return items(name).stream().map(String::valueOf).collect(Collectors.toList());
    }

    private List<?> items(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(List.class::isInstance)
                .map(value -> (List<?>) value)
                .orElse(List.of());
    }
}
