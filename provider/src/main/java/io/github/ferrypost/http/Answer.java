package io.github.ferrypost.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A server's response: status, header fields and the start of the body. Immutable. */
public final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers the first value of each field; lookup ignores case
     * @param body must not be changed afterwards
     */
    public Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /**
     * The Retry-After delay (RFC 9110 section 10.2.3), given as seconds or as a date; a date is compared with the
     * server's own clock if the response has one. Empty if absent, malformed or past.
     *
     * @param now for a date from a server that sends no Date
     */
    public Optional<Duration> retryAfter(Instant now) {
        return header("Retry-After").flatMap(value -> RetryAfter.parse(value, header("Date"), now));
    }

    /** The body as text, at most its first MB. It may contain a token: never log it as a whole. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
