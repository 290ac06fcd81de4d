package io.github.ferrypost.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a client is made of. Immutable. */
public final class HttpOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Below what servers and the firewalls between let an idle link live; the shortest in common use is 30 s. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(25);

    private final Duration connectTimeout;
    private final Duration idleLimit;
    private final Path trust;
    private final String proxyHost;
    private final int proxyPort;
    private final LongSupplier nanoTime;

    private HttpOptions(
            Duration connectTimeout,
            Duration idleLimit,
            Path trust,
            String proxyHost,
            int proxyPort,
            LongSupplier nanoTime) {
        this.connectTimeout = Objects.requireNonNull(connectTimeout);
        this.idleLimit = Objects.requireNonNull(idleLimit);
        this.trust = trust;
        this.proxyHost = proxyHost;
        this.proxyPort = proxyPort;
        this.nanoTime = Objects.requireNonNull(nanoTime);
    }

    /** 10 s to connect, links idle for 25 s at most, Java's own authorities and proxies. */
    public static HttpOptions standard() {
        return new HttpOptions(CONNECT_TIMEOUT, IDLE_LIMIT, null, null, 0, System::nanoTime);
    }

    public HttpOptions withConnectTimeout(Duration newTimeout) {
        return new HttpOptions(newTimeout, idleLimit, trust, proxyHost, proxyPort, nanoTime);
    }

    /** The same with another limit for how long a link may have been idle and still be used. */
    public HttpOptions withIdleLimit(Duration newLimit) {
        return new HttpOptions(connectTimeout, newLimit, trust, proxyHost, proxyPort, nanoTime);
    }

    /** The same with a PEM file of authorities that are trusted beside Java's own. */
    public HttpOptions withTrust(Path pem) {
        return new HttpOptions(connectTimeout, idleLimit, Objects.requireNonNull(pem), proxyHost, proxyPort, nanoTime);
    }

    /** The same with an HTTP proxy for every host but loopback, in place of those that Java is set to. */
    public HttpOptions withProxy(String host, int port) {
        return new HttpOptions(connectTimeout, idleLimit, trust, Objects.requireNonNull(host), port, nanoTime);
    }

    /** The same with another clock: nanoseconds from any origin, as {@link System#nanoTime()}. */
    public HttpOptions withNanoTime(LongSupplier newNanoTime) {
        return new HttpOptions(connectTimeout, idleLimit, trust, proxyHost, proxyPort, newNanoTime);
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration idleLimit() {
        return idleLimit;
    }

    Optional<Path> trust() {
        return Optional.ofNullable(trust);
    }

    Proxies proxies() {
        return new Proxies(proxyHost, proxyPort);
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }
}
