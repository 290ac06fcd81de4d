package io.github.ferrypost.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response. Not thread-safe. */
public final class Answer {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Answer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** A response without a body. */
    public static Answer empty(int status) {
        return new Answer(status, new byte[0]);
    }

    /** A response with a JSON object. */
    public static Answer json(int status, Map<String, ?> object) {
        return of(status, "application/json; charset=utf-8", Json.write(object));
    }

    /** A response with this body. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, body).header("Content-Type", contentType);
    }

    /** Adds or replaces a header. */
    public Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    /** Sends the response and ends the exchange. */
    public void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }
}
