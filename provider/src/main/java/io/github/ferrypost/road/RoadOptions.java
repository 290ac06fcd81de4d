package io.github.ferrypost.road;

import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.smtp.SmtpLimits;
import io.github.ferrypost.token.TokenOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * What the user of the roads wishes of them; where nothing is said, each road has its own standard. Durations are positive.
 * Immutable, and equal to others of the same wishes.
 */
public final class RoadOptions {
    /** No wishes. */
    public static final RoadOptions STANDARD = new RoadOptions(null, 0, null, null, null);

    private final String proxyHost;
    private final int proxyPort;
    private final Duration connect;
    private final Duration answer;
    private final Duration write;

    private RoadOptions(String proxyHost, int proxyPort, Duration connect, Duration answer, Duration write) {
        this.proxyHost = proxyHost;
        this.proxyPort = proxyPort;
        this.connect = connect;
        this.answer = answer;
        this.write = write;
    }

    /** The same with an HTTP proxy for login and Graph. */
    public RoadOptions withProxy(String host, int port) {
        return new RoadOptions(Objects.requireNonNull(host), port, connect, answer, write);
    }

    /** The same with the proxy of {@code ferrypost.proxy}, as {@code host:port}. */
    public RoadOptions withProxy(String hostAndPort) {
        URI at = URI.create("proxy://" + hostAndPort);
        return withProxy(at.getHost(), at.getPort());
    }

    /** The same with another time to connect to a server of Microsoft's. */
    public RoadOptions withConnectTimeout(Duration longest) {
        return new RoadOptions(proxyHost, proxyPort, Objects.requireNonNull(longest), answer, write);
    }

    /**
     * The same with another wait for each answer, where that is less than the road's own. What has gone out whole when it
     * ends is in doubt.
     */
    public RoadOptions withAnswerTimeout(Duration longest) {
        return new RoadOptions(proxyHost, proxyPort, connect, Objects.requireNonNull(longest), write);
    }

    /** The same with another time for one block of a message to be taken by the SMTP server. */
    public RoadOptions withWriteTimeout(Duration longest) {
        return new RoadOptions(proxyHost, proxyPort, connect, answer, Objects.requireNonNull(longest));
    }

    public boolean hasProxy() {
        return proxyHost != null;
    }

    HttpOptions http() {
        HttpOptions http = HttpOptions.standard();
        if (proxyHost != null) {
            http = http.withProxy(proxyHost, proxyPort);
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
                && Objects.equals(proxyHost, ((RoadOptions) other).proxyHost)
                && proxyPort == ((RoadOptions) other).proxyPort
                && Objects.equals(connect, ((RoadOptions) other).connect)
                && Objects.equals(answer, ((RoadOptions) other).answer)
                && Objects.equals(write, ((RoadOptions) other).write);
    }

    @Override
    public int hashCode() {
        return Objects.hash(proxyHost, proxyPort, connect, answer, write);
    }

    @Override
    public String toString() {
        return "proxy " + proxyHost + ":" + proxyPort + ", connect " + connect + ", answer " + answer + ", write "
                + write;
    }
}
