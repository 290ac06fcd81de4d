package io.github.ferrypost.graph;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.CompositeSource;
import io.github.ferrypost.message.DeliveryNotes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A header field in the bytes of every draft we create, so that no failure can separate a draft from its marker;
 * drafts without it belong to the user. Recipients see the field, but it means nothing to them.
 */
enum DraftMarker {
    /** Only the process that created the draft knows it. */
    PROCESS,
    /** A queue that outlives its process may know of it. */
    QUEUE;

    private static final String FIELD = "X-Ferrypost-Draft";

    /** Exchange stores a custom header field as a named property of this set: PS_INTERNET_HEADERS, [MS-OXPROPS]. */
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

    /** The percent-encoded filter that finds drafts with this marker. */
    String filter() {
        String filter =
                "singleValueExtendedProperties/any(ep: ep/id eq '" + PROPERTY + "' and ep/value eq '" + value() + "')";
        return URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
