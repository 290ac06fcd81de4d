package io.github.ferrypost.bridge.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The open sessions. Stores only digests, in memory: a restart ends all sessions. Safe for use by many threads. */
final class Sessions {
    /**
     * How long a session lasts after its last request. Cookies ignore ports (RFC 6265 section 8.5), so another web
     * server on this machine may see the cookie; it must not stay useful for long.
     */
    static final Duration IDLE = Duration.ofHours(1);

    private static final int MOST = 50;

    /**
     * A browser session.
     *
     * @param csrf included in each form, and required with each change
     */
    record Session(String csrf) {
        @Override
        public String toString() {
            return "session";
        }
    }

    private record Seen(Session session, Instant at) {}

    private final Map<String, Seen> all = new LinkedHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** @return the secret for the browser's cookie */
    synchronized String begin() {
        if (all.size() >= MOST) {
            all.remove(all.keySet().iterator().next());
        }
        String token = Secrets.next();
        all.put(Secrets.digest(token), new Seen(new Session(Secrets.next()), clock.instant()));
        return token;
    }

    synchronized Optional<Session> find(String token) {
        String digest = Secrets.digest(token);
        Seen seen = all.remove(digest);
        if (seen == null || clock.instant().isAfter(seen.at.plus(IDLE))) {
            return Optional.empty();
        }
        all.put(digest, new Seen(seen.session, clock.instant()));
        return Optional.of(seen.session);
    }

    synchronized void end(String token) {
        all.remove(Secrets.digest(token));
    }
}
