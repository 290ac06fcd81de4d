package io.github.ferrypost.sandbox.smtp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mail transaction, from MAIL to the final dot. Not thread-safe. */
final class Transaction {
    final String from;
    final boolean utf8;
    final boolean binary;
    /** The size in octets that the SIZE parameter declared; 0 if there was none. */
    final long declared;

    final Map<String, String> dsn = new LinkedHashMap<>();
    private final Map<String, String> recipients = new LinkedHashMap<>();
    /** The content from BDAT so far; null before the first. */
    @Nullable
    Content chunks;

    Transaction(Path sender) {
        from = sender.address();
        Map<String, String> parameters = sender.parameters();
        utf8 = parameters.containsKey("SMTPUTF8");
        binary = "BINARYMIME".equalsIgnoreCase(parameters.get("BODY"));
        declared = Long.parseLong(parameters.getOrDefault("SIZE", "0"));
        note("RET", parameters.get("RET"));
        note("ENVID", parameters.get("ENVID"));
    }

    /** Adds a recipient; a duplicate gets the message once. */
    void add(Path recipient) {
        String address = recipient.address();
        recipients.putIfAbsent(address.toLowerCase(Locale.ROOT), address);
        note("NOTIFY " + address, recipient.parameters().get("NOTIFY"));
        note("ORCPT " + address, recipient.parameters().get("ORCPT"));
    }

    private void note(String name, @Nullable String value) {
        if (value != null) {
            dsn.put(name, value);
        }
    }

    Set<String> recipients() {
        return new LinkedHashSet<>(recipients.values());
    }
}
