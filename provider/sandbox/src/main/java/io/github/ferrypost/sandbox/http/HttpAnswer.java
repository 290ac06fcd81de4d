package io.github.ferrypost.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response. Not thread-safe. */
public final class HttpAnswer {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private HttpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** A response without a body. */
    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, new byte[0]);
    }

    /** A response with a JSON object. */
    public static HttpAnswer json(int status, Map<String, ?> object) {
        return of(status, "application/json; charset=utf-8", JsonValues.write(object));
    }

    /** A response with this body. */
    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, body).header("Content-Type", contentType);
    }

    /** Adds or replaces a header. */
    public HttpAnswer header(String name, String value) {
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
