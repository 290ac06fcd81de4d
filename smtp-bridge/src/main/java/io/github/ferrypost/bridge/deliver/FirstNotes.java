package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.message.DeliveryNotes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The delivery notes of a message while its client waits. They are as durable as the message: in memory before the
 * client has 250, and in the spool from the moment the message is there. Safe for use by many threads.
 */
final class FirstNotes implements DeliveryNotes {
    private final Map<String, String> inMemory = new LinkedHashMap<>();
    private @Nullable DeliveryNotes durable;

    @Override
    public synchronized Optional<String> get(String name) throws IOException {
        return durable == null
                ? Optional.ofNullable(inMemory.get(name)).filter(value -> !value.isEmpty())
                : durable.get(name);
    }

    @Override
    public synchronized void put(String name, String value) throws IOException {
        if (durable == null) {
            inMemory.put(name, value);
        } else {
            durable.put(name, value);
        }
    }

    synchronized Map<String, String> all() {
        return Map.copyOf(inMemory);
    }

    /** Stores all notes so far in {@code newDurable}, and later ones too. */
    synchronized void moveTo(DeliveryNotes newDurable) throws IOException {
        for (Map.Entry<String, String> note : inMemory.entrySet()) {
            newDurable.put(note.getKey(), note.getValue());
        }
        durable = newDurable;
    }

    /** True: what is in memory only is lost with a message that no client was told of. */
    @Override
    public boolean outliveTheProcess() {
        return true;
    }
}
