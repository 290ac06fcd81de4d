package io.github.ferrypost.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request. Immutable. */
public final class Request {
    /** A body that can be read more than once. */
    public interface Body {
        InputStream open() throws IOException;

        /** In bytes; sent as Content-Length. */
        long length();
    }

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final @Nullable Body body;
    private final Duration timeout;
    private final boolean secretPath;

    private Request(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable Body body,
            Duration timeout,
            boolean secretPath) {
        this.method = Objects.requireNonNull(method);
        this.uri = Objects.requireNonNull(uri);
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
        this.timeout = Objects.requireNonNull(timeout);
        this.secretPath = secretPath;
    }

    /** @param timeout from the start of sending to the end of the response; always finite */
    public static Request of(String method, URI uri, Duration timeout) {
        return new Request(method, uri, new LinkedHashMap<>(), null, timeout, false);
    }

    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, uri, more, body, timeout, secretPath);
    }

    /** @param bytes read when sent, and not copied: they must not change */
    public Request body(byte[] bytes) {
        return body(new Body() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long length() {
                return bytes.length;
            }
        });
    }

    public Request body(Body newBody) {
        return new Request(method, uri, headers, newBody, timeout, secretPath);
    }

    /** Returns a copy with another timeout. */
    public Request within(Duration newTimeout) {
        return new Request(method, uri, headers, body, newTimeout, secretPath);
    }

    /** Returns a copy whose path is not shown, because it is a secret, as that of most webhooks. */
    public Request withSecretPath() {
        return new Request(method, uri, headers, body, timeout, true);
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Optional<Body> body() {
        return Optional.ofNullable(body);
    }

    public Duration timeout() {
        return timeout;
    }

    /** Without header fields, user and query, because each may contain a secret. */
    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return method + " " + uri.getScheme() + "://" + uri.getHost() + port + (secretPath ? "/…" : uri.getRawPath());
    }
}
