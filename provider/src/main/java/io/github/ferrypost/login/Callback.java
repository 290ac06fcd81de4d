package io.github.ferrypost.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the browser brings the code: a port on loopback that is open for one sign-in. */
final class Callback implements AutoCloseable {
    private static final String CLOSE = "<p lang=\"en\">You may close this window now.</p>"
            + "<p lang=\"de\">Dieses Fenster kann jetzt geschlossen werden.</p>";
    private static final String SIGNED_IN =
            "<h1>Ferrypost</h1><p lang=\"en\">You have signed in.</p><p lang=\"de\">Die Anmeldung ist erfolgt.</p>"
                    + CLOSE;
    private static final String NOT_SIGNED_IN =
            "<h1>Ferrypost</h1><p lang=\"en\">You are not signed in; the program tells why.</p>"
                    + "<p lang=\"de\">Die Anmeldung ist nicht erfolgt; das Programm nennt den Grund.</p>"
                    + CLOSE;
    private static final String STRANGE =
            "<h1>Ferrypost</h1><p lang=\"en\">This does not belong to the sign-in that is waited for.</p>"
                    + "<p lang=\"de\">Das gehört nicht zu der Anmeldung, auf die gewartet wird.</p>";

    private final HttpServer server;
    private final String state;
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    private Callback(HttpServer server, String state) {
        this.server = server;
        this.state = state;
        server.createContext("/", this::handle);
    }

    /** @param state what the browser has to bring back; anything without it is passed over */
    static Callback open(String state) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        Callback callback = new Callback(HttpServer.create(new InetSocketAddress(loopback, 0), 0), state);
        callback.server.start();
        return callback;
    }

    /**
     * By name: Entra lets the port differ from the registered URI for {@code http://localhost} alone (Microsoft, "Redirect
     * URI (reply URL) restrictions and limitations").
     */
    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The parameters that the browser brought, or nothing if it did not come in time. */
    Optional<Map<String, String>> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is only ever completed", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        boolean ours = exchange.getRequestURI().getPath().equals("/")
                && exchange.getRequestMethod().equals("GET")
                && MessageDigest.isEqual(bytes(query.getOrDefault("state", "")), bytes(state))
                && (query.containsKey("code") || query.containsKey("error"));
        String page = !ours ? STRANGE : query.containsKey("code") ? SIGNED_IN : NOT_SIGNED_IN;
        tell(exchange, ours ? 200 : 400, page);
        // after the page, since the server is closed then
        if (ours) {
            answer.complete(query);
        }
    }

    private static void tell(HttpExchange exchange, int status, String page) throws IOException {
        byte[] body = bytes("<!doctype html><html><head><meta charset=\"utf-8\"><title>Ferrypost</title></head><body>"
                + page + "</body></html>");
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
        // the address holds the code
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                try {
                    query.put(
                            pair.substring(0, sign),
                            URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // not encoded as a browser does it, and so not what is waited for
                }
            }
        }
        return query;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
