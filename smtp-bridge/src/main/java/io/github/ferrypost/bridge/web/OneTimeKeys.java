package io.github.ferrypost.bridge.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that open the page once; stores only their digests. Safe for use by many threads. */
final class OneTimeKeys {
    /** Short, because an unused key remains in a terminal or a journal. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(OneTimeKeys.class);

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Optional<OneTimeKeyFile> drop;
    private final Clock clock;

    OneTimeKeys(Optional<OneTimeKeyFile> drop, Clock clock) {
        this.drop = drop;
        this.clock = clock;
    }

    String issue() {
        String key = Secrets.next();
        ends.put(Secrets.digest(key), clock.instant().plus(LIFE));
        return key;
    }

    /** Whether this is a valid key; consumes it. */
    boolean spend(String key) {
        String digest = Secrets.digest(key);
        Instant end = ends.remove(digest);
        if (end != null) {
            return clock.instant().isBefore(end);
        }
        try {
            return drop.isPresent() && drop.get().take(digest);
        } catch (IOException e) {
            LOG.warn("A key for the page cannot be read from the spool's folder: {}", e.toString());
            return false;
        }
    }
}
