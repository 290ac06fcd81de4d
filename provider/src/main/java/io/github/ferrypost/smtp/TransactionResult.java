package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction came to, and in what state it left the connection. Immutable. */
final class TransactionResult {
    /** What becomes of the connection. */
    enum After {
        /** It can take the next message. */
        READY,
        /** It is of no more use. */
        SPENT,
        /** It had died while it lay idle: nothing is known of the message, and a fresh connection may carry it. */
        STALE,
        /** The server ended it after it had refused some recipients: the others may go over a fresh connection. */
        CUT,
        /** The server has too many connections of this mailbox: the message may go over another. */
        TOO_MANY
    }

    private final Map<String, Status> byRecipient;
    private final List<String> open;
    private final List<String> welcome;
    private final String trace;
    private final After after;
    private final boolean inStep;

    private TransactionResult(
            Map<String, Status> byRecipient,
            List<String> open,
            List<String> welcome,
            String trace,
            After after,
            boolean inStep) {
        this.byRecipient = byRecipient;
        this.open = open;
        this.welcome = welcome;
        this.trace = trace;
        this.after = after;
        this.inStep = inStep;
    }

    /** @param byRecipient not changed afterwards */
    static TransactionResult settled(Map<String, Status> byRecipient, String trace, After after) {
        return new TransactionResult(byRecipient, List.of(), List.of(), trace, after, after == After.READY);
    }

    static TransactionResult all(Collection<String> recipients, Status status) {
        Map<String, Status> map = new LinkedHashMap<>();
        recipients.forEach(recipient -> map.put(recipient, status));
        return settled(map, status.reply().detail().orElse(""), After.READY);
    }

    /**
     * The same, where another connection may do better for some.
     *
     * @param whom whose status tells of the connection only
     * @param known those of them whom the server had accepted
     */
    TransactionResult open(After newAfter, Collection<String> whom, Collection<String> known) {
        return new TransactionResult(byRecipient, List.copyOf(whom), List.copyOf(known), trace, newAfter, inStep);
    }

    /** What {@code later} knows better or in addition. */
    TransactionResult then(TransactionResult later) {
        Map<String, Status> both = new LinkedHashMap<>(byRecipient);
        both.putAll(later.byRecipient);
        return new TransactionResult(both, later.open, later.welcome, later.trace, later.after, later.inStep);
    }

    Map<String, Status> byRecipient() {
        return byRecipient;
    }

    /** The recipients whose status tells of the connection and not of them. */
    List<String> open() {
        return open;
    }

    /** Those of {@link #open()} whom the server accepted before it ended the connection. */
    List<String> welcome() {
        return welcome;
    }

    /** The rest of {@link #open()}. */
    List<String> unasked() {
        List<String> rest = new ArrayList<>(open);
        rest.removeAll(welcome);
        return rest;
    }

    String trace() {
        return trace;
    }

    /** Whether the server waits for a command, and can be told QUIT. */
    boolean isInStep() {
        return inStep;
    }

    After after() {
        return after;
    }
}
