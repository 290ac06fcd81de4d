package io.github.ferrypost.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What Graph's refusals mean. The codes are those of "Microsoft Graph error responses and resource types" and of Exchange
 * as users met them. A code that is in the table decides; else the status does; and a status that is not in the table counts
 * as the x00 of its class (RFC 9110 section 15).
 *
 * <p>Transient is every answer that says "not now": 408, 409, 412, 421, 423, 425, 429, 5xx, and a 403 with a code that is not
 * in the table, since Exchange answers 403 for reasons that pass. Permanent are the 4xx that say that the request itself is
 * at fault. IN_DOUBT are answers after which the message may have been sent all the same: a gateway that lost the answer
 * (502, 504), a service that failed somewhere on the way (500), a success that is not the documented 202. For a request
 * that sends nothing they mean LATER.
 */
public final class GraphErrorTable {
    /** "Exchange Online limits": recipients of one message, unless the mailbox's RecipientLimits says otherwise (1 to 1000). */
    private static final int USUAL_RECIPIENTS = 500;

    /** Graph was seen to answer 200 to messages of 2240 kB; one of less than half of that has met no limit of Graph's. */
    private static final long SUSPICIOUS_SIZE = 1_000_000;

    /** The registry of HTTP status codes ends here; who answers with a higher one may have passed the request on. */
    private static final int LAST_KNOWN_SERVER_ERROR = 511;

    private GraphErrorTable() {}

    /** All rows, for the page of errors; those that hold under a condition come last. */
    public static List<GraphErrorRow> rows() {
        List<GraphErrorRow> all = new ArrayList<>(GraphErrorRows.ROWS);
        all.addAll(GraphErrorRows.CONDITIONS);
        return Collections.unmodifiableList(all);
    }

    /**
     * The row for an answer: by the most detailed code that the table knows, be it with another status; else by the status;
     * else by its class.
     *
     * @param codes Graph's codes, from the outermost to the innermost
     */
    static GraphErrorRow find(int http, List<String> codes) {
        List<String> innermostFirst = new ArrayList<>(codes);
        Collections.reverse(innermostFirst);
        return innermostFirst.stream()
                .flatMap(code -> byCode(http, code).stream())
                .findFirst()
                .or(() -> http == 403 && !codes.isEmpty() ? Optional.of(GraphErrorRows.UNKNOWN_403) : row(http, ""))
                .orElseGet(() -> byClass(http));
    }

    /** The code says more than the status: "Microsoft Graph error responses and resource types". */
    private static Optional<GraphErrorRow> byCode(int http, String code) {
        return row(http, code)
                .or(() -> GraphErrorRows.ROWS.stream()
                        .filter(row -> !row.code().isEmpty() && row.code().equalsIgnoreCase(code))
                        .findFirst());
    }

    private static Optional<GraphErrorRow> row(int http, String code) {
        return GraphErrorRows.ROWS.stream()
                .filter(row -> row.http() == http && row.code().equalsIgnoreCase(code))
                .findFirst();
    }

    private static GraphErrorRow byClass(int http) {
        switch (http / 100) {
            case 2:
                return GraphErrorRows.UNCONFIRMED;
            case 4:
                return GraphErrorRows.REFUSED;
            case 5:
                return http > LAST_KNOWN_SERVER_ERROR ? GraphErrorRows.UNKNOWN_5XX : GraphErrorRows.UNKNOWN;
            default:
                return GraphErrorRows.UNKNOWN;
        }
    }

    /** Whether the answer tells a message of this many recipients and bytes something else than any other message. */
    static Optional<GraphErrorRow> ofMessage(GraphErrorRow row, int http, int recipients, long size) {
        if (http == 200 && size >= SUSPICIOUS_SIZE) {
            return Optional.of(GraphErrorRows.NOT_202);
        }
        return row.meansTheSameAs(GraphErrorRows.SENT_ENOUGH) && recipients > USUAL_RECIPIENTS
                ? Optional.of(GraphErrorRows.TOO_MANY_RECIPIENTS)
                : Optional.empty();
    }
}
