package io.github.ferrypost.http;

import io.github.ferrypost.tls.Loopback;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects the proxy for a host: none for loopback, else the configured one, else the first of Java's proxy settings.
 */
final class Proxies {
    private final @Nullable ProxyAddress set;

    /** @param set null for no configured proxy */
    Proxies(@Nullable ProxyAddress set) {
        this.set = set;
    }

    /** The HTTP proxy, which opens a tunnel. */
    Optional<ProxyAddress> http(URI uri) {
        if (set != null) {
            return Loopback.isNear(uri.getHost()) ? Optional.empty() : Optional.of(set);
        }
        return javas(uri, Proxy.Type.HTTP).map(proxy -> {
            InetSocketAddress address = (InetSocketAddress) proxy.address();
            return ProxyAddress.of(address.getHostString(), address.getPort());
        });
    }

    /** The SOCKS proxy from Java's settings. */
    Optional<Proxy> socks(URI uri) {
        return set != null ? Optional.empty() : javas(uri, Proxy.Type.SOCKS);
    }

    private static Optional<Proxy> javas(URI uri, Proxy.Type type) {
        ProxySelector java = ProxySelector.getDefault();
        if (java == null || Loopback.isNear(uri.getHost())) {
            return Optional.empty();
        }
        List<Proxy> all = java.select(uri);
        return all == null || all.isEmpty() || all.get(0).type() != type ? Optional.empty() : Optional.of(all.get(0));
    }
}
