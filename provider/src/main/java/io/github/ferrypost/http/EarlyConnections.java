package io.github.ferrypost.http;

import io.github.ferrypost.util.Uninterrupted;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connections opened before a request needs them. In a cold JVM the first TLS handshake takes longer than everything
 * else a first message waits for, and does not depend on the message. Each serves one request. Safe for many threads.
 */
final class EarlyConnections {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.http");

    /** The timeout to open one. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** A connection unused until then is closed: a firewall may have dropped it. */
    private static final Duration OLDEST = Duration.ofSeconds(20);

    interface Routing {
        HttpRoute route(URI uri) throws HttpFailure;
    }

    interface Connecting {
        HttpConnection connect(HttpRoute route, long end) throws IOException;
    }

    private final Routing routing;
    private final Connecting connecting;
    private final Map<HttpRoute, FutureTask<HttpConnection>> begun = new ConcurrentHashMap<>();
    private volatile long since;

    EarlyConnections(Routing routing, Connecting connecting) {
        this.routing = routing;
        this.connecting = connecting;
    }

    /** Opens the connections in order, on one thread that then ends. */
    void begin(List<URI> next) {
        Map<HttpRoute, FutureTask<HttpConnection>> tasks = new LinkedHashMap<>();
        for (URI uri : next) {
            try {
                HttpRoute route = routing.route(uri);
                tasks.put(
                        route,
                        new FutureTask<>(() -> connecting.connect(route, System.nanoTime() + LONGEST.toNanos())));
            } catch (HttpFailure e) {
                LOG.log(
                        Level.DEBUG,
                        "Cannot open a connection in advance: {0}",
                        e.getMessage()); // the request itself will fail the same way
            }
        }
        since = System.nanoTime();
        begun.putAll(tasks);
        Thread thread = new Thread(() -> run(tasks), "ferrypost-http");
        thread.setDaemon(true);
        // not the caller's class loader: the thread must not keep a web application in memory
        thread.setContextClassLoader(EarlyConnections.class.getClassLoader());
        thread.start();
    }

    private void run(Map<HttpRoute, FutureTask<HttpConnection>> tasks) {
        tasks.values().forEach(FutureTask::run);
    }

    /**
     * A connection that was opened early, or is being opened; null if there is none.
     *
     * @throws IOException if it could not be opened
     */
    @Nullable
    HttpConnection take(HttpRoute route, long end) throws IOException {
        if (begun.isEmpty()) {
            return null;
        }
        if (System.nanoTime() - since > OLDEST.toNanos()) {
            close();
        }
        FutureTask<HttpConnection> task = begun.remove(route);
        if (task == null) {
            return null;
        }
        task.run(); // in this thread, unless the other one has started it
        HttpConnection connection =
                Uninterrupted.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())), nanos -> get(task, nanos));
        if (connection.isStale(LONGEST.toNanos())) {
            connection.abort();
            return null;
        }
        return connection;
    }

    /** Closes connections that no request has taken. */
    void close() {
        for (Map.Entry<HttpRoute, FutureTask<HttpConnection>> each : List.copyOf(begun.entrySet())) {
            if (each.getValue().isDone() && begun.remove(each.getKey(), each.getValue())) {
                closeOpened(each.getValue());
            }
        }
    }

    private static void closeOpened(FutureTask<HttpConnection> task) {
        try {
            task.get(0, TimeUnit.NANOSECONDS).close();
        } catch (ExecutionException | TimeoutException e) {
            return; // no connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpConnection get(FutureTask<HttpConnection> task, long nanos)
            throws InterruptedException, IOException {
        try {
            return task.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException ? (IOException) cause : new IOException(cause);
        } catch (TimeoutException e) {
            throw (IOException) new SocketTimeoutException("the deadline of the exchange").initCause(e);
        }
    }
}
