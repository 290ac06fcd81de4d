package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.alert.Alerts;
import io.github.ferrypost.reply.Outcome;
import java.time.Duration;

/**
 * Receives every delivery attempt and every mail log event. Called from many threads while messages wait, so it must be
 * fast and must not throw.
 */
public interface DeliveryListener {
    /** Does nothing. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void tried(Account account, Outcome outcome, Duration took) {}

        @Override
        public void happened(Event event, String account, int count) {}
    };

    /**
     * Microsoft was contacted, whatever the outcome. Not called while the account is suspended or over its rate limit.
     */
    void tried(Account account, Outcome outcome, Duration took);

    /**
     * Something happened to a message.
     *
     * @param account the account's name in the settings
     * @param count the number of recipients, for events about recipients; otherwise 1
     */
    void happened(Event event, String account, int count);

    /** An attempt, or the bridge itself, has changed how far a queued message has come: for a history. */
    default void progressed(Progress progress) {}

    /** Where deliveries report what needs a person. */
    default Alerts alerts() {
        return Alerts.LOG;
    }
}
