package io.github.ferrypost.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a client is made of. Immutable. */
public final class HttpOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Below what servers and the firewalls between let an idle connection live; the shortest in common use is 30 s. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(25);

    private final Duration connectTimeout;
    private final Duration idleLimit;
    private final Path trust;
    private final ProxyAddress proxy;
    private final LongSupplier nanoTime;
    private final HttpConnector.AddressLookup lookup;

    private HttpOptions(
            Duration connectTimeout,
            Duration idleLimit,
            Path trust,
            ProxyAddress proxy,
            LongSupplier nanoTime,
            HttpConnector.AddressLookup lookup) {
        this.connectTimeout = Objects.requireNonNull(connectTimeout);
        this.idleLimit = Objects.requireNonNull(idleLimit);
        this.trust = trust;
        this.proxy = proxy;
        this.nanoTime = Objects.requireNonNull(nanoTime);
        this.lookup = Objects.requireNonNull(lookup);
    }

    /** 10 s to connect, connections idle for 25 s at most, Java's own authorities and proxies. */
    public static HttpOptions standard() {
        return new HttpOptions(CONNECT_TIMEOUT, IDLE_LIMIT, null, null, System::nanoTime, InetAddress::getAllByName);
    }

    public HttpOptions withConnectTimeout(Duration newTimeout) {
        return new HttpOptions(newTimeout, idleLimit, trust, proxy, nanoTime, lookup);
    }

    /** The same with another limit for how long a connection may have been idle and still be used. */
    public HttpOptions withIdleLimit(Duration newLimit) {
        return new HttpOptions(connectTimeout, newLimit, trust, proxy, nanoTime, lookup);
    }

    /** The same with a PEM file of authorities that are trusted beside Java's own. */
    public HttpOptions withTrust(Path pem) {
        return new HttpOptions(connectTimeout, idleLimit, Objects.requireNonNull(pem), proxy, nanoTime, lookup);
    }

    /** The same with an HTTP proxy for every host but loopback, instead of those that Java is set to. */
    public HttpOptions withProxy(String host, int port) {
        return withProxy(ProxyAddress.of(host, port));
    }

    /** The same with an HTTP proxy for every host but loopback, instead of those that Java is set to. */
    public HttpOptions withProxy(ProxyAddress newProxy) {
        return new HttpOptions(connectTimeout, idleLimit, trust, Objects.requireNonNull(newProxy), nanoTime, lookup);
    }

    /** The same with another clock for the age of idle connections: nanoseconds from any origin, as {@link System#nanoTime()}. */
    public HttpOptions withNanoTime(LongSupplier newNanoTime) {
        return new HttpOptions(connectTimeout, idleLimit, trust, proxy, newNanoTime, lookup);
    }

    /** The same with another way to find the addresses of a host. */
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
