package io.github.ferrypost.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The options of a client. Immutable. */
public final class HttpOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Shorter than servers and firewalls keep an idle connection; the shortest in common use is 30 s. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(25);

    private final Duration connectTimeout;
    private final Duration idleLimit;
    private final @Nullable Path trust;
    private final @Nullable ProxyAddress proxy;
    private final LongSupplier nanoTime;
    private final HttpConnector.AddressLookup lookup;

    private HttpOptions(
            Duration connectTimeout,
            Duration idleLimit,
            @Nullable Path trust,
            @Nullable ProxyAddress proxy,
            LongSupplier nanoTime,
            HttpConnector.AddressLookup lookup) {
        this.connectTimeout = Objects.requireNonNull(connectTimeout);
        this.idleLimit = Objects.requireNonNull(idleLimit);
        this.trust = trust;
        this.proxy = proxy;
        this.nanoTime = Objects.requireNonNull(nanoTime);
        this.lookup = Objects.requireNonNull(lookup);
    }

    /** 10 s to connect, connections idle for at most 25 s, Java's own authorities and proxies. */
    public static HttpOptions standard() {
        return new HttpOptions(CONNECT_TIMEOUT, IDLE_LIMIT, null, null, System::nanoTime, InetAddress::getAllByName);
    }

    public HttpOptions withConnectTimeout(Duration newTimeout) {
        return new HttpOptions(newTimeout, idleLimit, trust, proxy, nanoTime, lookup);
    }

    /** Returns a copy with this limit for how long a connection may be idle and still be reused. */
    public HttpOptions withIdleLimit(Duration newLimit) {
        return new HttpOptions(connectTimeout, newLimit, trust, proxy, nanoTime, lookup);
    }

    /** Returns a copy with a PEM file of authorities to trust besides Java's own. */
    public HttpOptions withTrust(Path pem) {
        return new HttpOptions(connectTimeout, idleLimit, Objects.requireNonNull(pem), proxy, nanoTime, lookup);
    }

    /** Returns a copy with an HTTP proxy for every host except loopback, instead of Java's proxy settings. */
    public HttpOptions withProxy(String host, int port) {
        return withProxy(ProxyAddress.of(host, port));
    }

    /** Returns a copy with an HTTP proxy for every host except loopback, instead of Java's proxy settings. */
    public HttpOptions withProxy(ProxyAddress newProxy) {
        return new HttpOptions(connectTimeout, idleLimit, trust, Objects.requireNonNull(newProxy), nanoTime, lookup);
    }

    /**
     * Returns a copy with another clock for the age of idle connections: nanoseconds from any origin, like
     * {@link System#nanoTime()}.
     */
    public HttpOptions withNanoTime(LongSupplier newNanoTime) {
        return new HttpOptions(connectTimeout, idleLimit, trust, proxy, newNanoTime, lookup);
    }

    /** Returns a copy with another address lookup. */
    HttpOptions withLookup(HttpConnector.AddressLookup newLookup) {
        return new HttpOptions(connectTimeout, idleLimit, trust, proxy, nanoTime, newLookup);
    }

    HttpConnector.AddressLookup lookup() {
        return lookup;
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
        return new Proxies(proxy);
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }
}
