package io.github.ferrypost.bridge.spool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a message, as far as the bridge knows. */
public enum HistoryResult {
    /** Microsoft has accepted it for its recipients; the reply names those that it refused. */
    DELIVERED,
    /** Stored; the first attempt is still to come or is running. */
    QUEUED,
    /** Stored; the bridge retries. */
    RETRYING,
    /** Stored; it may have arrived, and the bridge asks or retries. */
    DOUBT,
    /** Stored; it waits for an operator. */
    HELD,
    /** Refused for now with 4xx: the client has it and should retry. */
    DECLINED,
    /** Refused for good. */
    REFUSED,
    /** Refused for good by Microsoft after the bridge had accepted it; the sender gets a bounce. */
    BOUNCED,
    /** Refused for good by Microsoft after the bridge had accepted it, and no one could be told. */
    DEAD,
    /** An operator removed it from the queue. */
    REMOVED;

    /** As in commands, exports and addresses of the page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<HistoryResult> parse(String word) {
        return Arrays.stream(values())
                .filter(result -> result.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }
}
