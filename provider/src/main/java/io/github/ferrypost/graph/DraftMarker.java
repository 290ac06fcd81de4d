package io.github.ferrypost.graph;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.CompositeSource;
import io.github.ferrypost.message.DeliveryNotes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A header field that every draft of ours has from the start, in the bytes that make it, so that no fault can come between
 * the draft and its mark; what has none is a user's own. Recipients see the field, and it means nothing to them.
 */
enum DraftMarker {
    /** Nobody but the process that made the draft knows of it. */
    PROCESS,
    /** A queue that outlives its process may know of it. */
    QUEUE;

    private static final String FIELD = "X-Ferrypost-Draft";

    /** Exchange keeps a header field of its own name as a named property of this set: PS_INTERNET_HEADERS, [MS-OXPROPS]. */
    private static final String PROPERTY = "String {00020386-0000-0000-c000-000000000046} Name x-ferrypost-draft";

    static DraftMarker of(DeliveryNotes notes) {
        return notes.outliveTheProcess() ? QUEUE : PROCESS;
    }

    private String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    ByteSource on(ByteSource mime) {
        byte[] field = (FIELD + ": " + value() + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return CompositeSource.of(mime).and(field).and(0, mime.size());
    }

    /** What finds drafts by it, percent-encoded. */
    String filter() {
        String filter =
                "singleValueExtendedProperties/any(ep: ep/id eq '" + PROPERTY + "' and ep/value eq '" + value() + "')";
        return URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
