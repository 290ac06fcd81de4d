package io.github.ferrypost.http;

import io.github.ferrypost.util.HeapShare;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * {@link Http} on sockets: HTTP/1.1 with persistent connections (RFC 9112). The calling thread does all I/O. With
 * HTTP/2 all requests would share one connection: one stall would block every mailbox, and a lost connection would
 * put all requests in progress in doubt at once. Safe for many threads.
 */
final class SocketHttp implements Http {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.http");

    private final Proxies proxies;
    private final LazyTls tls;
    private final HttpConnector connector;
    private final HttpConnectionPool pool;
    private final EarlyConnections early;
    private final AtomicBoolean prepared = new AtomicBoolean();

    SocketHttp(HttpOptions options) {
        this.proxies = options.proxies();
        this.tls = new LazyTls(options.trust());
        this.connector = new HttpConnector(options.connectTimeout(), options.lookup(), new WriteWatch());
        this.early = new EarlyConnections(this::route, this::connect);
        this.pool = new HttpConnectionPool(options.nanoTime(), options.idleLimit(), HeapShare.idleConnections());
    }

    @Override
    public Answer send(Request request) throws HttpFailure {
        long start = System.nanoTime();
        try {
            HttpRoute route = route(request.uri());
            Answer answer = send(
                    request,
                    RequestHead.of(request, route),
                    route,
                    start + request.timeout().toNanos());
            if (LOG.isLoggable(Level.DEBUG)) {
                LOG.log(Level.DEBUG, request + " -> " + answer + " in " + milliseconds(start) + " ms");
            }
            return answer;
        } catch (HttpFailure e) {
            if (LOG.isLoggable(Level.DEBUG)) {
                LOG.log(Level.DEBUG, request + " failed after " + milliseconds(start) + " ms: " + e.getMessage());
            }
            throw e;
        }
    }

    /** Uses a pooled connection, else a new one. */
    private Answer send(Request request, byte[] head, HttpRoute route, long end) throws HttpFailure {
        HttpConnection kept = pool.take(route);
        if (kept != null) {
            try {
                return exchange(kept, request, head, end);
            } catch (IOException e) {
                boolean again =
                        System.nanoTime() - end < 0 && !(e instanceof HttpFailure) && wasNotProcessed(kept, request);
                if (!again) {
                    throw Failures.of(e, route.toString(), kept.isRequestWhole());
                }
                LOG.log(Level.DEBUG, "An idle connection to {0} was closed; opening a new one", route);
            }
        }
        HttpConnection fresh;
        try {
            HttpConnection begun = kept == null ? early.take(route, end) : null;
            fresh = begun == null ? connect(route, end) : begun;
        } catch (ProxyTunnel.Refused e) {
            if (e.answer().status() == 407) {
                return e.answer(); // a status that only proxies return: callers know its meaning
            }
            throw Failures.of(e, route.toString(), false);
        } catch (IOException e) {
            throw Failures.of(e, route.toString(), false);
        }
        try {
            return exchange(fresh, request, head, end);
        } catch (IOException e) {
            throw Failures.of(e, route.toString(), fresh.isRequestWhole());
        }
    }

    private HttpRoute route(URI uri) throws HttpFailure {
        return HttpRoute.of(uri, proxies);
    }

    private HttpConnection connect(HttpRoute route, long end) throws IOException {
        SSLContext context = route.secure() ? tls.get() : null;
        return connector.connect(route, context, end);
    }

    private Answer exchange(HttpConnection connection, Request request, byte[] head, long end) throws IOException {
        boolean done = false;
        try {
            Answer answer = connection.exchange(request, head, end);
            done = true;
            pool.giveBack(connection);
            return answer;
        } finally {
            if (!done) {
                connection.abort();
            }
        }
    }

    /**
     * A server may close a pooled connection just as a request is sent (RFC 9112 section 9.3.1). Such a request is
     * repeated only if the server cannot have received all of it, or if it got no response and is safe to execute
     * twice. PUT is not: it is a part of an upload, and its sender asks how far the upload has come.
     */
    private static boolean wasNotProcessed(HttpConnection connection, Request request) {
        if (!connection.isRequestWhole()) {
            return true;
        }
        String method = request.method();
        return !connection.isResponseBegun() && (method.equals("GET") || method.equals("DELETE"));
    }

    @Override
    public void prepare(List<URI> next) {
        if (prepared.compareAndSet(false, true)) {
            early.begin(next);
        }
    }

    @Override
    public void close() {
        early.close();
        pool.close();
    }

    private static long milliseconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
