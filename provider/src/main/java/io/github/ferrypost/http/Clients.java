package io.github.ferrypost.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One client for each file of authorities, so that accounts share connections and trust stays apart. Safe for many threads. */
public final class Clients {
    private final HttpOptions options;
    private final Map<Optional<Path>, Http> byTrust = new ConcurrentHashMap<>();

    public Clients(HttpOptions options) {
        this.options = options;
    }

    /** @param pem a file of authorities that are trusted beside Java's own; nothing for Java's own alone */
    public Http trusting(Optional<Path> pem) {
        return byTrust.computeIfAbsent(
                pem, file -> Http.standard(file.map(options::withTrust).orElse(options)));
    }

    /** Closes the idle connections of all of them; they can still be used. */
    public void close() {
        byTrust.values().forEach(Http::close);
    }
}
