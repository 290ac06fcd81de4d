package io.github.ferrypost.http;

import io.github.ferrypost.tls.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** By which way a host is reached: loopback directly, others by the given proxy, else as Java is set to. */
final class Proxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final String host;
    private final int port;

    /** @param host null for no proxy of our own */
    Proxies(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (Loopback.isNear(uri.getHost())) {
            return DIRECT;
        }
        if (host != null) {
            // resolved at each use, as the proxy's address may change in a long life
            return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)));
        }
        ProxySelector java = ProxySelector.getDefault();
        return java == null ? DIRECT : java.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        ProxySelector java = ProxySelector.getDefault();
        if (host == null && java != null) {
            java.connectFailed(uri, address, failure);
        }
    }

    /** For people: " through the proxy HOST:PORT", or nothing where the way is direct. */
    String way(URI uri) {
        return select(uri).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst()
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> " through the proxy " + address.getHostString() + ":" + address.getPort())
                .orElse("");
    }
}
