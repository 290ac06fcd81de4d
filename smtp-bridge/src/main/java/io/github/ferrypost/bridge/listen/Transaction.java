package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Envelope;
import java.util.ArrayList;
import java.util.List;

/** What MAIL and RCPT have said so far. Used by its session's thread. */
final class Transaction {
    private final Account account;
    private final String sender;
    private final long limit;
    private final boolean utf8;
    private final List<String> recipients = new ArrayList<>();

    /**
     * @param limit in bytes, for the message
     * @param utf8 whether SMTPUTF8 was given (RFC 6531)
     */
    Transaction(Account account, String sender, long limit, boolean utf8) {
        this.account = account;
        this.sender = sender;
        this.limit = limit;
        this.utf8 = utf8;
    }

    void add(String recipient) {
        recipients.add(recipient);
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
