package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What MAIL and RCPT have said so far. Used by its session's thread. */
final class Transaction {
    private final Account account;
    private final String sender;
    private final long limit;
    private final boolean utf8;
    private final List<String> recipients = new ArrayList<>();
    private final Map<String, String> wishes = new LinkedHashMap<>();

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

    /** Keeps the parameters of DSN among these (RFC 3461), under the names of {@link Dsn}. */
    void wish(Map<String, String> parameters, String suffix) {
        parameters.forEach((name, value) -> {
            if (Parameters.DSN.contains(name)) {
                wishes.put(name + suffix, value);
            }
        });
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
