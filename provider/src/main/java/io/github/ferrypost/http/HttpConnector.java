package io.github.ferrypost.http;

import io.github.ferrypost.tls.Loopback;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens connections: TCP to one of the host's addresses, a proxy tunnel, TLS. Safe for many threads. */
final class HttpConnector {
    /** Large services have many addresses; more attempts than this take too long. */
    private static final int MOST_ADDRESSES = 4;

    /** A lost SYN is sent again after a second (RFC 6298 section 2). */
    private static final long SHORTEST_ATTEMPT = Duration.ofMillis(2500).toNanos();

    private final Duration connectTimeout;
    private final AddressLookup lookup;
    private final WriteWatch watch;
    /** By host, the address that worked when another failed; at most one entry per configured host. */
    private final Map<String, InetAddress> answered = new ConcurrentHashMap<>();

    HttpConnector(Duration connectTimeout, AddressLookup lookup, WriteWatch watch) {
        this.connectTimeout = connectTimeout;
        this.lookup = lookup;
        this.watch = watch;
    }

    /**
     * TCP, tunnel and TLS may each take the connect timeout.
     *
     * @param tls null for clear text
     * @param end the deadline of the exchange
     * @throws ConnectTimeout if the connect timeout expired
     * @throws ProxyTunnel.Refused if the proxy does not open a tunnel
     */
    HttpConnection connect(HttpRoute route, @Nullable SSLContext tls, long end) throws IOException {
        DeadlineSocket raw = route.socks().isPresent() ? socks(route, end) : tcp(route, end);
        try {
            if (route.proxy().isPresent()) {
                raw.deadline(stepEnd(end));
                ProxyTunnel.open(raw, route, route.proxy().get());
            }
            Socket socket = raw;
            if (tls != null) {
                raw.deadline(stepEnd(end));
                socket = secure(raw, route, tls);
            }
            return new HttpConnection(route, raw, socket, watch);
        } catch (IOException | RuntimeException e) {
            boolean ours = raw.isOverdue() && System.nanoTime() < end;
            raw.abort();
            if (ours) {
                throw (ConnectTimeout) new ConnectTimeout().initCause(e);
            }
            throw e;
        }
    }

    private long stepEnd(long end) {
        long own = System.nanoTime() + connectTimeout.toNanos();
        return own - end < 0 ? own : end;
    }

    private DeadlineSocket tcp(HttpRoute route, long end) throws IOException {
        String host = route.proxy().isPresent() ? route.proxy().get().host() : route.host();
        int port = route.proxy().isPresent() ? route.proxy().get().port() : route.port();
        List<InetAddress> addresses = addresses(host);
        long stepEnd = stepEnd(end);
        IOException failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress address = addresses.get(i);
            long left = stepEnd - System.nanoTime();
            long share = Math.max(left / (addresses.size() - i), Math.min(left, SHORTEST_ATTEMPT));
            try {
                DeadlineSocket raw = tcp(Proxy.NO_PROXY, new InetSocketAddress(address, port), end, share);
                if (failure != null) {
                    answered.put(host, address);
                }
                return raw;
            } catch (IOException e) {
                // a refusal says more than an unreachable address
                failure = failure == null || !(e instanceof NoRouteToHostException) ? e : failure;
            }
        }
        if (failure instanceof ConnectTimeout && System.nanoTime() - end >= 0) {
            throw (IOException) new SocketTimeoutException("the deadline of the exchange").initCause(failure);
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    /**
     * Limits the addresses and alternates the families, so that a family without a route costs one attempt (RFC
     * 8305).
     */
    private List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> first = new ArrayList<>();
        List<InetAddress> second = new ArrayList<>();
        InetAddress[] all = lookup.all(host);
        for (InetAddress address : all) {
            boolean sameFamily = address instanceof Inet6Address == all[0] instanceof Inet6Address;
            (sameFamily ? first : second).add(address);
        }
        List<InetAddress> mixed = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                mixed.add(first.get(i));
            }
            if (i < second.size()) {
                mixed.add(second.get(i));
            }
        }
        InetAddress best = answered.get(host);
        if (best != null && mixed.remove(best)) {
            mixed.add(0, best);
        }
        return mixed.subList(0, Math.min(MOST_ADDRESSES, mixed.size()));
    }

    private DeadlineSocket socks(HttpRoute route, long end) throws IOException {
        // resolved by the proxy
        InetSocketAddress target = InetSocketAddress.createUnresolved(route.host(), route.port());
        return tcp(route.socks().orElseThrow(), target, end, stepEnd(end) - System.nanoTime());
    }

    private static DeadlineSocket tcp(Proxy way, InetSocketAddress address, long end, long nanos) throws IOException {
        DeadlineSocket raw = new DeadlineSocket(way, end);
        try {
            raw.setTcpNoDelay(true);
            raw.connect(address, (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / 1_000_000)));
            return raw;
        } catch (IOException e) {
            raw.abort();
            throw named(e);
        } catch (RuntimeException e) {
            raw.abort();
            throw e;
        }
    }

    /** Java distinguishes these only by their text, which is the operating system's. */
    private static IOException named(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof SocketTimeoutException || said.contains("timed out")) {
            return (IOException) new ConnectTimeout().initCause(failure);
        }
        boolean refused = failure instanceof ConnectException && !said.contains("unreachable");
        if (failure instanceof SocketException && !refused && !(failure instanceof NoRouteToHostException)) {
            return (IOException) new NoRouteToHostException(said).initCause(failure);
        }
        return failure;
    }

    private static SSLSocket secure(DeadlineSocket raw, HttpRoute route, SSLContext tls) throws IOException {
        String host = route.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(raw, bare, route.port(), true);
        if (!Loopback.is(host)) {
            // an endpoint on this machine is a test or a tunnel, whose certificate rarely has that name
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.startHandshake();
        return secure;
    }

    /** Resolves the addresses of a host, like {@link InetAddress#getAllByName}. */
    interface AddressLookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** The connection was not established within the connect timeout. */
    static final class ConnectTimeout extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        ConnectTimeout() {
            super("not connected in time");
        }
    }
}
