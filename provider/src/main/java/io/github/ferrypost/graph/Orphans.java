package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Bytes;
import io.github.ferrypost.message.Notes;
import io.github.ferrypost.message.Pieces;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Drafts that nobody knows of: the answer to their making was lost, or the process ended before it had noted them. Each of
 * ours has a mark from the start, in the bytes that make it, so that no fault can come between the draft and its mark; what
 * has no mark is a user's own. Safe for many threads.
 */
final class Orphans {
    /** The mark; recipients see this header field, and it means nothing to them. */
    static final String FIELD = "X-Ferrypost-Draft";

    private static final String VALUE = "1";

    /** Exchange keeps a header field of its own name as a named property of this set: PS_INTERNET_HEADERS, [MS-OXPROPS]. */
    private static final String PROPERTY = "String {00020386-0000-0000-c000-000000000046} Name x-ferrypost-draft";

    /** At once; the next start finds the rest. */
    private static final int MOST = 100;

    private final GraphClient client;
    private final Clock clock;

    Orphans(GraphClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    static Bytes marked(Bytes mime) {
        byte[] mark = (FIELD + ": " + VALUE + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return Pieces.of(mime).and(mark).and(0, mime.size());
    }

    /**
     * @param olderThan longer than any try may take; a draft that is younger may be in the making
     * @param remembered the notes of all submissions that are still to be tried
     * @return how many were removed
     * @throws IOException if a note cannot be read; nothing is removed then
     */
    int sweep(Account account, Duration olderThan, Iterable<Notes> remembered) throws IOException {
        Set<String> known = new HashSet<>();
        for (Notes notes : remembered) {
            notes.get(DraftNote.NAME).flatMap(DraftNote::parse).ifPresent(note -> known.add(note.id()));
        }
        Instant latest = clock.instant().minus(olderThan);
        Response found = client.call(account, "GET", query(), request -> request.header("Prefer", Drafts.IMMUTABLE_ID));
        int removed = 0;
        for (Object each : Json.list(Json.read(found.answer().text()), "value")) {
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

    private static String query() {
        String filter =
                "singleValueExtendedProperties/any(ep: ep/id eq '" + PROPERTY + "' and ep/value eq '" + VALUE + "')";
        return "/mailFolders/drafts/messages?$top=" + MOST + "&$select=id,isDraft,createdDateTime&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The id of an unsent draft that is old enough; whatever cannot be read is none. */
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
