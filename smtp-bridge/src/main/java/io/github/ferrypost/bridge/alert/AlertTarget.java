package io.github.ferrypost.bridge.alert;

import java.time.Duration;
import java.util.Optional;

/** A way to send messages to people. Used by one thread at a time. */
interface AlertTarget {
    /** In the settings: {@code mail}, {@code webhook} or {@code command}. */
    String name();

    /** Makes one attempt; it may take a minute. */
    Result send(AlertMessage message);

    /**
     * How an attempt ended.
     *
     * @param said who accepted it, or why it failed; no secret
     * @param pause that the other side asked for
     */
    record Result(boolean sent, String said, Optional<Duration> pause) {
        static Result sent(String said) {
            return new Result(true, said, Optional.empty());
        }

        static Result failed(String said) {
            return new Result(false, said, Optional.empty());
        }
    }
}
