package io.github.ferrypost.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Continues after a server hangs up because of refused recipients, as many do after a number of them. The recipients
 * it had accepted get the message first, in a transaction of their own; then the others are tried. Every round
 * settles at least one recipient, or the loop ends.
 */
final class RemainingRecipients {
    /** If a server hangs up this often for one message, the rest is reported as deferred. */
    private static final int MOST_ROUNDS = 20;

    private RemainingRecipients() {}

    /** @param transaction sends to the given recipients over a connection */
    static TransactionResult carry(List<String> recipients, Function<List<String>, TransactionResult> transaction) {
        TransactionResult all = transaction.apply(recipients);
        Deque<List<String>> groups = new ArrayDeque<>();
        TransactionResult last = all;
        for (int round = 1; round < MOST_ROUNDS; round++) {
            if (last.after() == TransactionResult.After.CUT) {
                add(groups, last.unasked());
                add(groups, last.welcome());
            } else if (last.byRecipient().values().stream().noneMatch(status -> status.isAccepted()) && last != all) {
                return all;
            }
            if (groups.isEmpty()) {
                return all;
            }
            last = transaction.apply(groups.pop());
            all = all.then(last);
        }
        return all;
    }

    /** Adds the group before those already waiting. */
    private static void add(Deque<List<String>> groups, List<String> group) {
        if (!group.isEmpty()) {
            groups.push(group);
        }
    }
}
