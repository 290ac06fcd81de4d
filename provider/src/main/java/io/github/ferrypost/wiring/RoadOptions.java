package io.github.ferrypost.wiring;

import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.ProxyAddress;
import io.github.ferrypost.smtp.SmtpLimits;
import io.github.ferrypost.token.TokenOptions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Optional limits and the proxy of the roads; each road has a default for what is unset. Durations are positive.
 * Immutable; equal if all values are equal.
 */
public final class RoadOptions {
    /** Nothing set: each road uses its defaults. */
    public static final RoadOptions STANDARD = new RoadOptions(null, null, null, null);

    private final @Nullable ProxyAddress proxy;
    private final @Nullable Duration connect;
    private final @Nullable Duration answer;
    private final @Nullable Duration write;

    private RoadOptions(
            @Nullable ProxyAddress proxy,
            @Nullable Duration connect,
            @Nullable Duration answer,
            @Nullable Duration write) {
        this.proxy = proxy;
        this.connect = connect;
        this.answer = answer;
        this.write = write;
    }

    /** Returns a copy with an HTTP proxy, without authentication, for login and Graph. */
    public RoadOptions withProxy(String host, int port) {
        return withProxy(ProxyAddress.of(host, port));
    }

    /** Returns a copy with an HTTP proxy for login and Graph. */
    public RoadOptions withProxy(ProxyAddress newProxy) {
        return new RoadOptions(Objects.requireNonNull(newProxy), connect, answer, write);
    }

    /**
     * Returns a copy with the proxy of {@code ferrypost.proxy}.
     *
     * @param address in the form {@link ProxyAddress#parse} reads
     * @throws IllegalArgumentException if it has another form; the message does not quote it, because it may contain
     *     a password
     */
    public RoadOptions withProxy(String address) {
        return withProxy(ProxyAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "ferrypost.proxy is not of the form host:port or user:password@host:port")));
    }

    /** Returns a copy with this timeout for connecting to a Microsoft server. */
    public RoadOptions withConnectTimeout(Duration longest) {
        return new RoadOptions(proxy, Objects.requireNonNull(longest), answer, write);
    }

    /**
     * Returns a copy with this timeout for each response, if it is shorter than the road's own. A message that was
     * sent completely when the timeout ends is in doubt.
     */
    public RoadOptions withAnswerTimeout(Duration longest) {
        return new RoadOptions(proxy, connect, Objects.requireNonNull(longest), write);
    }

    /** Returns a copy with this timeout for the SMTP server to take one block of a message. */
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
