package io.github.ferrypost.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves a request, or fails it as ordered. Thread-safe. */
public final class FaultyService {
    /** Carries out the request; called at most once. */
    @FunctionalInterface
    public interface Work {
        HttpAnswer answer(Body body) throws IOException;
    }

    /** Formats an error as the service does. */
    @FunctionalInterface
    public interface ErrorShape {
        HttpAnswer of(Fault fault);
    }

    private static final String PAGE = "<!DOCTYPE html><html><head><title>Proxy</title></head>"
            + "<body><h1>The proxy could not reach the server</h1></body></html>";

    private final Pause pause;

    public FaultyService(Pause pause) {
        this.pause = pause;
    }

    /** The response, or empty to close the connection without one. */
    public Optional<HttpAnswer> serve(
            HttpExchange exchange, Optional<Fault> ordered, int maxBody, ErrorShape shape, Work work)
            throws IOException {
        if (ordered.isEmpty()) {
            return Optional.of(work.answer(Body.read(exchange, maxBody)));
        }
        Fault fault = ordered.get();
        pause.wait(fault.delay());
        switch (fault.kind()) {
            case DROP_BEFORE:
                return Optional.empty();
            case DROP_DURING:
                readPart(exchange);
                return Optional.empty();
            default:
        }
        Body body = Body.read(exchange, maxBody);
        HttpAnswer usual = fault.accepted() || fault.kind() == Fault.Kind.PASS ? work.answer(body) : null;
        switch (fault.kind()) {
            case PASS:
                return Optional.ofNullable(usual);
            case STALL:
                pause.untilClosed();
                return Optional.empty();
            case DROP:
                return Optional.empty();
            default:
                return Optional.of(failure(fault, shape));
        }
    }

    private static HttpAnswer failure(Fault fault, ErrorShape shape) {
        HttpAnswer answer;
        switch (fault.kind()) {
            case HTML:
                answer = HttpAnswer.of(fault.status(), "text/html", PAGE.getBytes(StandardCharsets.UTF_8));
                break;
            case GARBAGE:
                answer =
                        HttpAnswer.of(fault.status(), "application/json", new byte[] {0, 1, '{', -1, -2, '}', 0x1b, 7});
                break;
            default:
                answer = fault.text()
                        .map(text -> HttpAnswer.of(
                                fault.status(),
                                "application/json; charset=utf-8",
                                text.getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(() -> shape.of(fault));
        }
        fault.headers().forEach(answer::header);
        return answer;
    }

    private static void readPart(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        int part = length == null ? 1 : (int) Math.min(Long.parseLong(length) / 2, 1 << 20);
        InputStream in = exchange.getRequestBody();
        in.readNBytes(part);
    }
}
