package io.github.ferrypost.message;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a road must remember about one submission between attempts, so that it can ask Microsoft what became of the
 * last one instead of sending again. Stored and deleted with the submission. Implementations are safe for many
 * threads.
 */
public interface DeliveryNotes {
    /**
     * The last value stored under this name; empty if there is none.
     *
     * @throws IOException if it cannot be read
     */
    Optional<String> get(String name) throws IOException;

    /**
     * Stores one line of text; on return it is as durable as the submission itself.
     *
     * @param value empty to delete
     * @throws IOException if it cannot be stored; the road then sends nothing
     */
    void put(String name, String value) throws IOException;

    /** Whether another process can read the notes later; otherwise they are lost when this process ends. */
    boolean outliveTheProcess();

    /** Notes that live as long as the process, for a submission that does too. */
    static DeliveryNotes inMemory() {
        Map<String, String> notes = new ConcurrentHashMap<>();
        return new DeliveryNotes() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(notes.get(name)).filter(value -> !value.isEmpty());
            }

            @Override
            public void put(String name, String value) {
                notes.put(name, value);
            }

            @Override
            public boolean outliveTheProcess() {
                return false;
            }
        };
    }
}
