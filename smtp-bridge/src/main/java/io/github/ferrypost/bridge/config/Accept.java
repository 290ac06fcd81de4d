package io.github.ferrypost.bridge.config;

import java.util.Locale;

/** When a client gets 250: the values of {@code ferrypost.bridge.accept}. */
public enum Accept {
    /**
     * When Microsoft has accepted the message, or the bridge has queued it because the first attempt did not deliver
     * it.
     */
    FIRST_TRY,
    /** Only when Microsoft has accepted the message. */
    DIRECT,
    /** As soon as the message is in the queue; the bridge delivers it later. */
    QUEUE;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
