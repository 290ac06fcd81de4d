package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of one transaction, and the state of the connection after it. Immutable. */
final class TransactionResult {
    /** The state of the connection. */
    enum After {
        /** Can take the next message. */
        READY,
        /** No longer usable. */
        SPENT,
        /** Died while idle: the message's state is unknown, and a fresh connection may carry it. */
        STALE,
        /** Closed by the server after it refused some recipients: the others may go over a fresh connection. */
        CUT,
        /** Refused because the mailbox has too many connections: the message may go over another. */
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

    /** @param byRecipient must not be changed afterwards */
    static TransactionResult settled(Map<String, Status> byRecipient, String trace, After after) {
        return new TransactionResult(byRecipient, List.of(), List.of(), trace, after, after == After.READY);
    }

    static TransactionResult all(Collection<String> recipients, Status status) {
        Map<String, Status> map = new LinkedHashMap<>();
        recipients.forEach(recipient -> map.put(recipient, status));
        return settled(map, status.reply().detail().orElse(""), After.READY);
    }

    /**
     * Returns a copy in which another connection may do better for some recipients.
     *
     * @param whom recipients whose status reflects only the connection
     * @param known those of them that the server had accepted
     */
    TransactionResult open(After newAfter, Collection<String> whom, Collection<String> known) {
        return new TransactionResult(byRecipient, List.copyOf(whom), List.copyOf(known), trace, newAfter, inStep);
    }

    /** Merges in {@code later}, which overrides what is here. */
    TransactionResult then(TransactionResult later) {
        Map<String, Status> both = new LinkedHashMap<>(byRecipient);
        both.putAll(later.byRecipient);
        return new TransactionResult(both, later.open, later.welcome, later.trace, later.after, later.inStep);
    }

    Map<String, Status> byRecipient() {
        return byRecipient;
    }

    /** The recipients whose status reflects only the connection. */
    List<String> open() {
        return open;
    }

    /** Those of {@link #open()} that the server accepted before it closed the connection. */
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

    /** Whether the server expects a command, so that QUIT can be sent. */
    boolean isInStep() {
        return inStep;
    }

    After after() {
        return after;
    }
}
