package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.EnvelopePolicy;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What makes a message better carried by SMTP, where the account has that road: the rows of a table. SMTP has an envelope
 * of its own and hands the bytes on; Graph takes the recipients from the header and the message into its own store.
 */
final class Preference {
    static final List<Preference> FOR_SMTP = List.of(
            new Preference(
                    "its header names others than its envelope",
                    (traits, account) ->
                            !traits.strangers().isEmpty() && account.envelope() == EnvelopePolicy.SMTP_ROAD),
            new Preference("it is signed or encrypted", (traits, account) -> traits.isSealed()));

    private final String reason;
    private final BiPredicate<Traits, Account> applies;

    private Preference(String reason, BiPredicate<Traits, Account> applies) {
        this.reason = reason;
        this.applies = applies;
    }

    boolean applies(Traits traits, Account account) {
        return applies.test(traits, account);
    }

    /** To follow "by smtp, because". */
    String reason() {
        return reason;
    }
}
