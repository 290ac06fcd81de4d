package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The envelope collected from MAIL and RCPT so far. Counts against the shared memory budget until {@link #release}.
 * Used by the session's thread.
 */
final class ServerTransaction {
    /**
     * The largest envelope, in bytes of memory; a thousand recipients with ordinary addresses and ORCPT take a third of
     * it.
     */
    static final int LARGEST_ENVELOPE = 1 << 20;

    /** Bytes of objects and references per recipient, besides its text. */
    private static final int OVERHEAD = 160;
    /**
     * The address appears in the list and in two parameter names, and Java's strings use up to two bytes per character.
     */
    private static final int COPIES = 4;

    private final Account account;
    private final String sender;
    private final SenderPolicy policy;
    private final long limit;
    private final boolean utf8;
    private final MemoryBudget budget;
    private final List<String> recipients = new ArrayList<>();
    private final Map<String, String> wishes = new LinkedHashMap<>();
    private long taken;

    /** The result of adding a recipient. */
    enum Added {
        YES,
        ENVELOPE_FULL,
        NO_MEMORY
    }

    /**
     * @param policy how its senders are rewritten
     * @param limit for the message, in bytes
     * @param utf8 whether MAIL had SMTPUTF8 (RFC 6531)
     */
    ServerTransaction(
            Account account, String sender, SenderPolicy policy, long limit, boolean utf8, MemoryBudget budget) {
        this.account = account;
        this.sender = sender;
        this.policy = policy;
        this.limit = limit;
        this.utf8 = utf8;
        this.budget = budget;
    }

    Added add(String recipient, Map<String, String> parameters) {
        long cost = OVERHEAD + (long) COPIES * recipient.length();
        for (String value : parameters.values()) {
            cost += 2L * value.length();
        }
        if (taken + cost > LARGEST_ENVELOPE) {
            return Added.ENVELOPE_FULL;
        }
        if (!budget.takeForEnvelope(cost)) {
            return Added.NO_MEMORY;
        }
        taken += cost;
        recipients.add(recipient);
        wish(parameters, " " + recipient);
        return Added.YES;
    }

    /** Keeps the DSN parameters (RFC 3461), under the names of {@link Dsn}. */
    void wish(Map<String, String> parameters, String suffix) {
        parameters.forEach((name, value) -> {
            if (Parameters.DSN.contains(name)) {
                wishes.put(name + suffix, value);
            }
        });
    }

    /** Returns the memory to the budget. Idempotent. */
    void release() {
        budget.giveBack(taken);
        taken = 0;
    }

    Dsn dsn() {
        return Dsn.of(wishes);
    }

    int count() {
        return recipients.size();
    }

    Account account() {
        return account;
    }

    /** As the client gave it. */
    String sender() {
        return sender;
    }

    SenderPolicy policy() {
        return policy;
    }

    long limit() {
        return limit;
    }

    boolean utf8() {
        return utf8;
    }

    Envelope envelope() {
        return Envelope.of(sender, recipients);
    }
}
