package io.github.ferrypost.sandbox.entra;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The known external issuers. Thread-safe. */
public final class ExternalIssuers {
    private final Map<String, ExternalIssuer> issuers = new ConcurrentHashMap<>();
    private final Clock clock;

    public ExternalIssuers(Clock clock) {
        this.clock = clock;
    }

    /** The issuer with this URL; created on first use. */
    public ExternalIssuer issuer(String url) {
        return issuers.computeIfAbsent(url, key -> new ExternalIssuer(key, clock));
    }

    Optional<ExternalIssuer> find(String url) {
        return Optional.ofNullable(issuers.get(url));
    }
}
