package io.github.ferrypost.message;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a road has to remember about one submission from one try to the next, so that it can ask what became of the last
 * instead of sending again. Kept with the submission and forgotten with it. Implementations are safe for many threads.
 */
public interface DeliveryNotes {
    /**
     * What was put last under this name; nothing where that was empty.
     *
     * @throws IOException if it cannot be read
     */
    Optional<String> get(String name) throws IOException;

    /**
     * Keeps one line of text; when this returns it is as durable as the submission itself.
     *
     * @param value empty to forget
     * @throws IOException if it cannot be kept; the road then sends nothing
     */
    void put(String name, String value) throws IOException;

    /** Whether another process may find them again; otherwise what they tell of is forgotten when this one ends. */
    default boolean outliveTheProcess() {
        return true;
    }

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
