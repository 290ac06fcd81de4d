package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.spool.HistoryQuery;
import io.github.ferrypost.bridge.spool.HistoryResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person has entered to search the history. Immutable.
 *
 * @param sinceText as typed
 * @param since its time; empty if nothing was typed, or no time
 * @param before only rows with a lower id, for the next page
 */
record HistoryForm(
        String text,
        Optional<HistoryResult> result,
        String sinceText,
        Optional<Instant> since,
        String untilText,
        Optional<Instant> until,
        long before) {

    HistoryQuery query() {
        return new HistoryQuery(text, result, Optional.empty(), since, until, before);
    }

    boolean isEmpty() {
        return text.isEmpty() && result.isEmpty() && sinceText.isEmpty() && untilText.isEmpty();
    }

    boolean hasBadSince() {
        return !sinceText.isEmpty() && since.isEmpty();
    }

    boolean hasBadUntil() {
        return !untilText.isEmpty() && until.isEmpty();
    }

    /** The search without its page, as the query of an address; starts with {@code ?}. */
    String address() {
        return "?text=" + encoded(text)
                + "&result=" + result.map(HistoryResult::word).orElse("")
                + "&since=" + encoded(sinceText)
                + "&until=" + encoded(untilText);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
