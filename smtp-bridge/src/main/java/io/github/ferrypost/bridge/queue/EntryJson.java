package io.github.ferrypost.bridge.queue;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.Recipient;
import io.github.ferrypost.bridge.spool.State;
import io.github.ferrypost.bridge.spool.StoredVerdict;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** An entry as one line of JSON, for programs. Omits empty fields; times are UTC. */
final class EntryJson {
    private EntryJson() {}

    static String of(Entry entry) throws IOException {
        return of(entry, Set.of());
    }

    /** @param notes the names of the notes that have a value */
    static String of(Entry entry, Set<String> notes) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonWriter json = JsonProviders.createWriter(line)) {
            json.writeStartObject();
            json.writeStringField("id", entry.id().toString());
            json.writeStringField("state", Wording.word(entry.state()));
            json.writeBooleanField("inDoubt", entry.inDoubt());
            json.writeStringField("account", entry.account());
            json.writeStringField("from", entry.sender());
            json.writeStringField("arrived", entry.arrivedAt().toString());
            if (entry.state() == State.QUEUED) {
                json.writeStringField("nextTry", entry.due().toString());
            }
            if (entry.state() == State.CLAIMED) {
                json.writeStringField("claimedUntil", entry.due().toString());
            }
            json.writeIntField("tries", entry.tries());
            json.writeLongField("size", entry.size());
            text(json, "client", entry.client().address());
            text(json, "login", entry.client().login());
            text(json, "reason", entry.reason());
            if (!entry.dsn().isEmpty()) {
                json.writeStartObject("dsn");
                for (Map.Entry<String, String> parameter : entry.dsn().entrySet()) {
                    json.writeStringField(parameter.getKey(), parameter.getValue());
                }
                json.writeEndObject();
            }
            if (!notes.isEmpty()) {
                json.writeArrayField("notes", notes, JsonWriter::writeString);
            }
            json.writeArrayField("recipients", entry.recipients(), EntryJson::recipient);
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void recipient(JsonWriter json, Recipient recipient) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", recipient.address());
        json.writeBooleanField("open", recipient.isOpen());
        if (recipient.last().isPresent()) {
            Status status = recipient.last().get();
            Reply reply = status.reply();
            json.writeStringField("verdict", StoredVerdict.of(status.verdict()).name());
            json.writeStringField("blame", status.blame().name());
            json.writeIntField("code", reply.code());
            json.writeStringField("enhanced", reply.enhanced().toString());
            json.writeStringField("text", reply.text());
            text(json, "detail", reply.detail().orElse(""));
            text(json, "remedy", reply.remedy().orElse(""));
            text(json, "tried", recipient.triedAt().map(Instant::toString).orElse(""));
            json.writeBooleanField("reported", recipient.reported());
        }
        json.writeEndObject();
    }

    private static void text(JsonWriter json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
