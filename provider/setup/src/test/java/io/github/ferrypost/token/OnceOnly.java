package io.github.ferrypost.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an Entra and lets each refresh token be used once; a second use is refused and counted. */
final class OnceOnly implements AutoCloseable {
    private static final Pattern REFRESH = Pattern.compile("(?:^|&)refresh_token=([^&]+)");
    private static final String USED =
            "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70000: used before\",\"error_codes\":[70000]}";

    private final URI entra;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    final AtomicInteger reused = new AtomicInteger();

    OnceOnly(URI entra) throws IOException {
        this.entra = entra;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many refresh tokens were used. */
    int count() {
        return used.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher refresh = REFRESH.matcher(new String(body, StandardCharsets.US_ASCII));
        if (refresh.find() && !used.add(refresh.group(1))) {
            reused.incrementAndGet();
            answer(exchange, 400, USED.getBytes(StandardCharsets.UTF_8));
            return;
        }
        URL target = entra.resolve(exchange.getRequestURI().getPath()).toURL();
        HttpURLConnection link = (HttpURLConnection) target.openConnection();
        link.setDoOutput(true);
        link.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        link.getOutputStream().write(body);
        int status = link.getResponseCode();
        try (var in = status < 400 ? link.getInputStream() : link.getErrorStream()) {
            answer(exchange, status, in.readAllBytes());
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
