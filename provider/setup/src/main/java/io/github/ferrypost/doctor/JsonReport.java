package io.github.ferrypost.doctor;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Writes reports for programs: ids and health do not depend on the language, texts do. Stateless. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(List<DoctorReport> reports, Language language) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter writer = JsonProviders.createWriter(bytes)) {
            writer.writeStartObject();
            writer.writeStringField("health", worst(reports).key());
            writer.writeStartArray("accounts");
            for (DoctorReport report : reports) {
                write(report, language, writer);
            }
            writer.writeEndArray();
            writer.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Health worst(List<DoctorReport> reports) {
        return reports.stream()
                .map(DoctorReport::worst)
                .max(Comparator.naturalOrder())
                .orElse(Health.OK);
    }

    private static void write(DoctorReport report, Language language, JsonWriter writer) throws IOException {
        writer.writeStartObject();
        writer.writeStringField("account", report.account());
        writer.writeStringField("health", report.worst().key());
        writer.writeStartArray("findings");
        for (Finding finding : report.findings()) {
            writer.writeStartObject();
            writer.writeStringField("id", finding.id());
            writer.writeArrayField("steps", finding.steps(), JsonWriter::writeInt);
            writer.writeStringField("health", finding.health().key());
            writer.writeBooleanField("needed", finding.isNeeded());
            writer.writeStringField("title", finding.title().in(language));
            writer.writeStringField("lookedAt", finding.lookedAt().in(language));
            writer.writeStringField("seen", finding.seen().in(language));
            writer.writeArrayField(
                    "remedies", finding.remedies(), (array, remedy) -> array.writeString(remedy.in(language)));
            writer.writeEndObject();
        }
        writer.writeEndArray();
        writer.writeEndObject();
    }
}
