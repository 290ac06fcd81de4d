package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.reply.Outcome;
import java.time.Duration;

/**
 * Hears what happens to mail, at the two places that all mail passes: every try, and every event of the log. Called from many
 * threads, while mail waits; it has to be quick and must not throw.
 */
public interface DeliveryListener {
    /** Hears nothing. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void tried(Account account, Outcome outcome, Duration took) {}

        @Override
        public void happened(Event event, String account, int count) {}
    };

    /** Microsoft was asked, whatever came of it. A mailbox at rest or over its pace is not asked. */
    void tried(Account account, Outcome outcome, Duration took);

    /**
     * Something happened to a mail.
     *
     * @param account the account's name in the settings
     * @param count of recipients, for the events that are theirs; else 1
     */
    void happened(Event event, String account, int count);
}
