package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.util.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and removes drafts without a note: the response to their creation was lost, the process ended before
 * recording them, or their notes ended with it. Recognised by their {@link DraftMarker}. Safe for many threads.
 */
final class OrphanedDrafts {
    /**
     * Longer than an attempt that uploads 150 MB with repeated delays; a younger draft may still be in use, in this
     * process or another.
     */
    static final Duration AGE = Duration.ofHours(6);

    /** Per sweep; the next one finds the rest. */
    private static final int MOST = 100;

    private final GraphClient client;
    private final Clock clock;

    OrphanedDrafts(GraphClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * @param queue the notes of all submissions still to be attempted; empty if there is no queue, in which case
     *     drafts that another queue may know stay
     * @return how many were removed
     * @throws IOException if a note cannot be read; nothing is removed then
     */
    int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) throws IOException {
        Set<String> known = new HashSet<>();
        if (queue.isPresent()) {
            for (DeliveryNotes notes : queue.get()) {
                notes.get(DraftNote.NAME).flatMap(DraftNote::parse).ifPresent(note -> known.add(note.id()));
            }
        }
        int removed = remove(account, DraftMarker.PROCESS, known);
        return queue.isPresent() ? removed + remove(account, DraftMarker.QUEUE, known) : removed;
    }

    private int remove(Account account, DraftMarker mark, Set<String> known) {
        Instant latest = clock.instant().minus(AGE);
        String query = "/mailFolders/drafts/messages?$top=" + MOST + "&$select=id,isDraft,createdDateTime&$filter="
                + mark.filter();
        GraphResponse found =
                client.call(account, "GET", query, request -> request.header("Prefer", Drafts.IMMUTABLE_ID));
        int removed = 0;
        for (Object each : Json.list(found.json(), "value")) {
            String id = each instanceof Map ? orphan((Map<?, ?>) each, latest) : "";
            if (!id.isEmpty() && !known.contains(id)) {
                removed += client.call(account, "DELETE", Drafts.path(id), request -> request)
                                .is(204)
                        ? 1
                        : 0;
            }
        }
        return removed;
    }

    /** The id of an unsent draft that is old enough; empty for any other, or if a property is unreadable. */
    private static String orphan(Map<?, ?> draft, Instant latest) {
        try {
            boolean old =
                    Instant.parse(String.valueOf(draft.get("createdDateTime"))).isBefore(latest);
            return old && Boolean.TRUE.equals(draft.get("isDraft")) ? String.valueOf(draft.get("id")) : "";
        } catch (DateTimeException unreadable) {
            return "";
        }
    }
}
