package io.github.ferrypost.http;

import io.github.ferrypost.tls.Loopback;
import java.net.Proxy;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target of a request and the proxy on the way; connections of equal routes are interchangeable. Immutable. */
final class HttpRoute {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final boolean secure;
    private final String host;
    private final int port;
    private final boolean portGiven;
    private final @Nullable ProxyAddress proxy;
    private final @Nullable Proxy socks;

    private HttpRoute(boolean secure, String host, int port, @Nullable ProxyAddress proxy, @Nullable Proxy socks) {
        this.secure = secure;
        this.host = host;
        this.portGiven = port >= 0;
        this.port = portGiven ? port : secure ? HTTPS : HTTP;
        this.proxy = proxy;
        this.socks = socks;
    }

    /** @throws HttpFailure if the request must not go there: tokens and messages go in clear to this machine only */
    static HttpRoute of(URI uri, Proxies proxies) throws HttpFailure {
        String host = uri.getHost();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (host == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new HttpFailure("not an HTTP address: " + uri.getScheme() + "://" + uri.getHost(), false, null);
        }
        if (uri.getUserInfo() != null) {
            // RFC 9110 section 4.2.4; the message quotes nothing, because the URI may contain a password
            throw new HttpFailure("an address with a user name or password is not accepted", false, null);
        }
        if (!secure && !Loopback.isNear(host)) {
            throw new HttpFailure(
                    "plain http is allowed only to this machine, and " + host + " is not: use https", false, null);
        }
        return new HttpRoute(
                secure,
                host,
                uri.getPort(),
                proxies.http(uri).orElse(null),
                proxies.socks(uri).orElse(null));
    }

    boolean secure() {
        return secure;
    }

    /** As in the URI, with an IPv6 address in brackets. */
    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Optional<ProxyAddress> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** A SOCKS proxy from Java's proxy settings. */
    Optional<Proxy> socks() {
        return Optional.ofNullable(socks);
    }

    /** The value of Host (RFC 9110 section 7.2). */
    String authority() {
        return portGiven ? host + ":" + port : host;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof HttpRoute)) {
            return false;
        }
        HttpRoute that = (HttpRoute) other;
        return secure == that.secure
                && host.equalsIgnoreCase(that.host)
                && port == that.port
                && Objects.equals(proxy, that.proxy)
                && Objects.equals(socks, that.socks);
    }

    @Override
    public int hashCode() {
        return host.length() * 31 + port;
    }

    /** For people: host, port if given, and the proxy. */
    @Override
    public String toString() {
        return authority() + (proxy == null ? "" : " through the proxy " + proxy);
    }
}
