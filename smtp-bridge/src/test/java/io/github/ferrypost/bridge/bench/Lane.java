package io.github.ferrypost.bridge.bench;

import jakarta.mail.MessagingException;
import java.util.Optional;

/**
 * A way of sending.
 *
 * @param name for the table
 * @param baseline the name of the lane that it is measured against; its own for a baseline
 * @param bridge that it goes through
 * @param largest message that it carries, in bytes
 */
record Lane(String name, String baseline, Opener opener, Optional<BridgeProcess> bridge, long largest) {
    /** Makes what one client sends with. */
    @FunctionalInterface
    interface Opener {
        /**
         * @param run stands in each mail
         * @param client its number, from 0
         */
        Sender open(Letter letter, int run, int client) throws Exception;
    }

    /** One client. For one thread. */
    @FunctionalInterface
    interface Sender extends AutoCloseable {
        /** Sends the mail of this number, and returns when it was accepted. */
        void send(int number) throws Exception;

        @Override
        default void close() throws MessagingException {}
    }

    boolean carries(Letter letter) {
        return letter.content().length <= largest;
    }

    boolean isBaseline() {
        return name.equals(baseline);
    }
}
