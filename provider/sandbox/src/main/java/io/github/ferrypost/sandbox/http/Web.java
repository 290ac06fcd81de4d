package io.github.ferrypost.sandbox.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;

/** An HTTP server on loopback. Thread-safe. */
public final class Web implements AutoCloseable {
    private final HttpServer server;

    private Web(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a server that passes all requests to this handler, in this executor's threads. Port 0 picks a free port.
     */
    public static Web start(int port, HttpHandler handler, ExecutorService executor) throws IOException {
        // The JDK's server leaves Nagle's algorithm on, which with delayed acknowledgements costs 40 ms per response
        // with a body. It reads this property once, when its classes load, so it must be set before the first server.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1024);
        server.createContext("/", handler);
        server.setExecutor(executor);
        server.start();
        return new Web(server);
    }

    /** The base URL, without a trailing slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
