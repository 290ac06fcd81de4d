package io.github.ferrypost.road;

import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.smtp.SmtpLimits;
import io.github.ferrypost.token.TokenOptions;
import java.time.Duration;
import java.util.Objects;

/**
 * What the user of the roads wishes of them; where nothing is said, each road has its own standard. Durations are positive.
 * Immutable, and equal to others of the same wishes.
 */
public final class RoadOptions {
    /** No wishes. */
    public static final RoadOptions STANDARD = new RoadOptions(null, null, null, null);

    private final ProxyAddress proxy;
    private final Duration connect;
    private final Duration answer;
    private final Duration write;

    private RoadOptions(ProxyAddress proxy, Duration connect, Duration answer, Duration write) {
        this.proxy = proxy;
        this.connect = connect;
        this.answer = answer;
        this.write = write;
    }

    /** The same with an HTTP proxy for login and Graph that asks for no login. */
    public RoadOptions withProxy(String host, int port) {
        return withProxy(ProxyAddress.of(host, port));
    }

    /** The same with an HTTP proxy for login and Graph. */
    public RoadOptions withProxy(ProxyAddress newProxy) {
        return new RoadOptions(Objects.requireNonNull(newProxy), connect, answer, write);
    }

    /**
     * The same with the proxy of {@code ferrypost.proxy}.
     *
     * @param address as {@link ProxyAddress#parse} reads it
     * @throws IllegalArgumentException if it has another form; the message does not quote it, as it may hold a password
     */
    public RoadOptions withProxy(String address) {
        return withProxy(ProxyAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "ferrypost.proxy is not of the form host:port or user:password@host:port")));
    }

    /** The same with another time to connect to a server of Microsoft's. */
    public RoadOptions withConnectTimeout(Duration longest) {
        return new RoadOptions(proxy, Objects.requireNonNull(longest), answer, write);
    }

    /**
     * The same with another wait for each answer, where that is less than the road's own. What has gone out whole when it
     * ends is in doubt.
     */
    public RoadOptions withAnswerTimeout(Duration longest) {
        return new RoadOptions(proxy, connect, Objects.requireNonNull(longest), write);
    }

    /** The same with another time for one block of a message to be taken by the SMTP server. */
    public RoadOptions withWriteTimeout(Duration longest) {
        return new RoadOptions(proxy, connect, answer, Objects.requireNonNull(longest));
    }

    public boolean hasProxy() {
        return proxy != null;
    }

    HttpOptions http() {
        HttpOptions http = HttpOptions.standard();
        if (proxy != null) {
            http = http.withProxy(proxy);
        }
        return connect == null ? http : http.withConnectTimeout(connect);
    }

    TokenOptions tokens() {
        TokenOptions standard = TokenOptions.standard();
        return answer == null ? standard : standard.withAnswerTimeout(answer);
    }

    GraphOptions graph() {
        GraphOptions standard = GraphOptions.standard();
        return answer == null ? standard : standard.withAnswerTimeout(answer);
    }

    SmtpLimits smtp() {
        SmtpLimits limits = SmtpLimits.defaults();
        if (connect != null) {
            limits = limits.withConnect(connect);
        }
        if (answer != null) {
            limits = limits.withAnswer(answer);
        }
        return write == null ? limits : limits.withWrite(write);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoadOptions
                && Objects.equals(proxy, ((RoadOptions) other).proxy)
                && Objects.equals(connect, ((RoadOptions) other).connect)
                && Objects.equals(answer, ((RoadOptions) other).answer)
                && Objects.equals(write, ((RoadOptions) other).write);
    }

    @Override
    public int hashCode() {
        return Objects.hash(proxy, connect, answer, write);
    }

    @Override
    public String toString() {
        return "proxy " + proxy + ", connect " + connect + ", answer " + answer + ", write " + write;
    }
}
