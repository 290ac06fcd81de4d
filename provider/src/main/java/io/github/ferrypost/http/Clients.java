package io.github.ferrypost.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One client per file of trusted authorities, so that accounts share connections and trust stays separate. Safe for
 * many threads.
 */
public final class Clients {
    private final HttpOptions options;
    private final Map<Optional<Path>, Http> byTrust = new ConcurrentHashMap<>();

    public Clients(HttpOptions options) {
        this.options = options;
    }

    /** @param pem a file of authorities to trust besides Java's own; empty for Java's own only */
    public Http trusting(Optional<Path> pem) {
        return byTrust.computeIfAbsent(
                pem, file -> Http.standard(file.map(options::withTrust).orElse(options)));
    }

    /** Closes the idle connections of all clients, which remain usable. */
    public void close() {
        byTrust.values().forEach(Http::close);
    }
}
