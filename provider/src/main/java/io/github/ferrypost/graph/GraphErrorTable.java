package io.github.ferrypost.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Classifies Graph's errors. The codes come from "Microsoft Graph error responses and resource types" and, for
 * Exchange, from users' reports. A known code decides; otherwise the status; an unknown status counts as the x00 of
 * its class (RFC 9110 section 15).
 *
 * <p>Transient are responses that mean "not now": 408, 409, 412, 421, 423, 425, 429, 5xx, and a 403 with an unknown
 * code, because Exchange returns 403 for transient causes. Permanent are 4xx that blame the request itself. IN_DOUBT
 * are responses after which the message may have been sent: a gateway that lost the response (502, 504), a service
 * that failed part-way (500), a success other than the documented 202. For a request that sends nothing they mean
 * TRANSIENT. Stateless.
 */
public final class GraphErrorTable {
    /**
     * "Exchange Online limits": recipients of one message, unless the mailbox's RecipientLimits differs (1 to 1000).
     */
    private static final int USUAL_RECIPIENTS = 500;

    /**
     * Graph was seen to return 200 to messages of 2240 kB; a message of less than half that size has hit no size
     * limit.
     */
    private static final long SUSPICIOUS_SIZE = 1_000_000;

    /** The end of the HTTP status registry; a server that returns a higher one may have passed the request on. */
    private static final int LAST_KNOWN_SERVER_ERROR = 511;

    private GraphErrorTable() {}

    /** All rows, for the page of errors; those with a condition come last. */
    public static List<GraphErrorRow> rows() {
        List<GraphErrorRow> all = new ArrayList<>(GraphErrorRows.ROWS);
        all.addAll(GraphErrorRows.CONDITIONS);
        return Collections.unmodifiableList(all);
    }

    /**
     * The row for a response: by the most detailed known code, even with another status; else by status; else by
     * class.
     *
     * @param codes Graph's codes, from outermost to innermost
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

    /** The code is more specific than the status: "Microsoft Graph error responses and resource types". */
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

    /** The row if the message's recipient count or size changes the meaning of the response. */
    static Optional<GraphErrorRow> ofMessage(GraphErrorRow row, int http, int recipients, long size) {
        if (http == 200 && size >= SUSPICIOUS_SIZE) {
            return Optional.of(GraphErrorRows.NOT_202);
        }
        return row.meansTheSameAs(GraphErrorRows.SENT_ENOUGH) && recipients > USUAL_RECIPIENTS
                ? Optional.of(GraphErrorRows.TOO_MANY_RECIPIENTS)
                : Optional.empty();
    }
}
