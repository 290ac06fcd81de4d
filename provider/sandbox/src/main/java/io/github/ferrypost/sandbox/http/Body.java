package io.github.ferrypost.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A request body, read completely so that the connection can be reused. Immutable, except that the bytes are shared.
 */
public final class Body {
    private final byte[] bytes;
    private final boolean tooLarge;

    private Body(byte[] bytes, boolean tooLarge) {
        this.bytes = bytes;
        this.tooLarge = tooLarge;
    }

    /** Reads the whole body; drains and discards one over the limit, so that the client gets the refusal. */
    public static Body read(HttpExchange exchange, int max) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = {};
            if (length == null) {
                bytes = in.readNBytes(max + 1);
            } else if (Long.parseLong(length) <= max) {
                bytes = new byte[Integer.parseInt(length)];
                if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new EOFException("The client went away in the middle of the body");
                }
            }
            long more = in.transferTo(OutputStream.nullOutputStream());
            return more > 0 || bytes.length > max ? new Body(new byte[0], true) : new Body(bytes, false);
        }
    }

    /** The bytes; empty if there were too many. */
    public byte[] bytes() {
        return bytes;
    }

    public boolean tooLarge() {
        return tooLarge;
    }
}
