package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What MAIL and RCPT have said so far. Its memory counts towards the budget of all sessions until {@link #release}. Used by
 * its session's thread.
 */
final class ServerTransaction {
    /** Of one envelope, in bytes of memory: a thousand recipients with ordinary addresses and ORCPT take a third of it. */
    static final int LARGEST_ENVELOPE = 1 << 20;

    /** What a recipient takes beside its text: objects and references. */
    private static final int OVERHEAD = 160;
    /** The address is kept in the list and in the names of two parameters; Java's strings have up to two bytes a character. */
    private static final int COPIES = 4;

    private final Account account;
    private final String sender;
    private final long limit;
    private final boolean utf8;
    private final MemoryBudget budget;
    private final List<String> recipients = new ArrayList<>();
    private final Map<String, String> wishes = new LinkedHashMap<>();
    private long taken;

    /** How adding a recipient ended. */
    enum Added {
        YES,
        ENVELOPE_FULL,
        NO_MEMORY
    }

    /**
     * @param limit in bytes, for the message
     * @param utf8 whether SMTPUTF8 was given (RFC 6531)
     */
    ServerTransaction(Account account, String sender, long limit, boolean utf8, MemoryBudget budget) {
        this.account = account;
        this.sender = sender;
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

    /** Keeps the parameters of DSN among these (RFC 3461), under the names of {@link Dsn}. */
    void wish(Map<String, String> parameters, String suffix) {
        parameters.forEach((name, value) -> {
            if (Parameters.DSN.contains(name)) {
                wishes.put(name + suffix, value);
            }
        });
    }

    /** Gives its memory back to the budget; a second call does nothing. */
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

    String sender() {
        return sender;
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
