package io.github.ferrypost.bridge.spool;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of the history to find. Immutable.
 *
 * @param text words that all occur in the row: an address, its domain or a part of its local part, a login, a device,
 *     an id, or a word of subject or reply; with an asterisk at its end a word also finds longer ones
 * @param account the account's name
 * @param since rows at this time or later
 * @param until rows before this time
 * @param before rows with a lower id: the last id of one page gives the next page; {@code Long.MAX_VALUE} for the first
 */
public record HistoryQuery(
        String text,
        Optional<HistoryResult> result,
        Optional<String> account,
        Optional<Instant> since,
        Optional<Instant> until,
        long before) {
    public static final HistoryQuery ALL = new HistoryQuery(
            "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE);

    public HistoryQuery withText(String words) {
        return new HistoryQuery(words, result, account, since, until, before);
    }

    public HistoryQuery withResult(HistoryResult only) {
        return new HistoryQuery(text, Optional.of(only), account, since, until, before);
    }

    public HistoryQuery withAccount(String name) {
        return new HistoryQuery(text, result, Optional.of(name), since, until, before);
    }

    public HistoryQuery withSince(Instant from) {
        return new HistoryQuery(text, result, account, Optional.of(from), until, before);
    }

    public HistoryQuery withUntil(Instant to) {
        return new HistoryQuery(text, result, account, since, Optional.of(to), before);
    }

    public HistoryQuery withBefore(long id) {
        return new HistoryQuery(text, result, account, since, until, id);
    }
}
