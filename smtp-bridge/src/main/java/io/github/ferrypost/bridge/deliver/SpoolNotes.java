package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.message.DeliveryNotes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The delivery notes of an entry; each is on disk when {@code put} returns. */
final class SpoolNotes implements DeliveryNotes {
    private final Spool spool;
    private final EntryId id;

    SpoolNotes(Spool spool, EntryId id) {
        this.spool = spool;
        this.id = id;
    }

    @Override
    public Optional<String> get(String name) throws IOException {
        return Optional.ofNullable(all().get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public void put(String name, String value) throws IOException {
        try {
            spool.putNote(id, name, value);
        } catch (SpoolException e) {
            throw new IOException("the note " + name + " cannot be stored: " + e.getMessage(), e);
        }
    }

    private Map<String, String> all() throws IOException {
        try {
            return spool.notes(id);
        } catch (SpoolException e) {
            throw new IOException("the notes cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean outliveTheProcess() {
        return true;
    }
}
