package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Status;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one transaction came to, and in what state it left the link. Immutable. */
final class Carried {
    /** What becomes of the link. */
    enum After {
        /** It can take the next message. */
        READY,
        /** It is of no more use. */
        SPENT,
        /** It had died while it lay idle: nothing is known of the message, and a fresh link may carry it. */
        STALE
    }

    private final Map<String, Status> byRecipient;
    private final String trace;
    private final After after;

    /** @param byRecipient not changed afterwards */
    Carried(Map<String, Status> byRecipient, String trace, After after) {
        this.byRecipient = byRecipient;
        this.trace = trace;
        this.after = after;
    }

    static Carried all(Collection<String> recipients, Status status) {
        Map<String, Status> map = new LinkedHashMap<>();
        recipients.forEach(recipient -> map.put(recipient, status));
        return new Carried(map, status.reply().detail().orElse(""), After.READY);
    }

    Map<String, Status> byRecipient() {
        return byRecipient;
    }

    String trace() {
        return trace;
    }

    After after() {
        return after;
    }
}
