package io.github.ferrypost.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection to a server: sends a request, reads its response, and records how far the exchange came. For one
 * thread at a time.
 */
final class HttpConnection {
    private static final int INPUT_BUFFER = 4096;

    /**
     * The size of a TLS record (RFC 8446 section 5.1). A write of this size never waits for the peer: send buffers
     * are larger.
     */
    private static final int CHUNK = 1 << 14;

    /** How long to wait for the response of a server that stopped reading, such as a 413. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /**
     * A connection used this recently is checked without waiting. Java reveals a closed connection only to a read,
     * and a read that finds nothing takes a millisecond: significant for a client that sends thousands of requests a
     * second, negligible for others.
     */
    private static final long RECENT = Duration.ofMillis(5).toNanos();

    private final HttpRoute route;
    private final DeadlineSocket raw;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final WriteWatch watch;
    private boolean requestWhole;
    private boolean responseBegun;
    private boolean reusable;
    private int keepAliveSeconds = -1;

    /** @param socket TLS over {@code raw}, or {@code raw} itself */
    HttpConnection(HttpRoute route, DeadlineSocket raw, Socket socket, WriteWatch watch) throws IOException {
        this.route = route;
        this.raw = raw;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), INPUT_BUFFER);
        this.out = socket.getOutputStream();
        this.watch = watch;
    }

    HttpRoute route() {
        return route;
    }

    /**
     * @param head of the request, as bytes
     * @param end the deadline for the whole response, in terms of {@link System#nanoTime()}
     */
    Answer exchange(Request request, byte[] head, long end) throws IOException {
        requestWhole = false;
        responseBegun = false;
        reusable = false;
        raw.deadline(end);
        try {
            write(request, head);
        } catch (HttpFailure e) {
            throw e;
        } catch (IOException e) {
            return lastWords(request, end, e);
        }
        requestWhole = true;
        return read(request);
    }

    /** A server may respond before it has read the whole request, and close; that response is the reason. */
    private Answer lastWords(Request request, long end, IOException failure) throws IOException {
        if (raw.isClosed()) {
            throw raw.isOverdue()
                    ? (IOException) new SocketTimeoutException("the deadline of the exchange").initCause(failure)
                    : failure;
        }
        try {
            raw.deadline(Math.min(end, System.nanoTime() + LAST_WORDS.toNanos()));
            Answer answer = read(request);
            reusable = false;
            return answer;
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private void write(Request request, byte[] head) throws IOException {
        long length = RequestHead.length(request);
        boolean large = head.length + length > CHUNK;
        byte[] buffer = new byte[(int) Math.min(CHUNK, head.length + length)];
        if (head.length > buffer.length) {
            out.write(head); // its token is unusually long
            head = new byte[0];
        }
        System.arraycopy(head, 0, buffer, 0, head.length);
        if (large) {
            watch.begin(raw);
        }
        try (InputStream body = length == 0
                ? InputStream.nullInputStream()
                : open(request.body().orElseThrow())) {
            int filled = head.length;
            for (long left = length; left > 0 || filled > 0; filled = 0) {
                int wanted = (int) Math.min(left, buffer.length - filled);
                fill(body, buffer, filled, wanted);
                out.write(buffer, 0, filled + wanted);
                left -= wanted;
            }
        } finally {
            if (large) {
                watch.end(raw);
            }
        }
    }

    private static InputStream open(Request.Body body) throws HttpFailure {
        try {
            return body.open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static void fill(InputStream body, byte[] buffer, int offset, int wanted) throws HttpFailure {
        try {
            if (body.readNBytes(buffer, offset, wanted) < wanted) {
                throw new IOException("it is shorter than its length");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static HttpFailure unreadable(IOException failure) {
        return new HttpFailure("the body of the request cannot be read: " + failure.getMessage(), false, failure);
    }

    private Answer read(Request request) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException();
        }
        in.reset();
        responseBegun = true;
        ResponseHead head = ResponseHead.read(in);
        ResponseBody body = ResponseBody.read(in, head, request.method());
        keepAliveSeconds = head.keepAliveSeconds();
        // unsolicited data after a response must not be read as the next response
        reusable = body.isWhole() && head.keepsConnection() && in.available() == 0;
        return new Answer(head.status(), head.fields(), body.bytes());
    }

    /** Whether the last byte of the request was sent; without it a server cannot act on the request. */
    boolean isRequestWhole() {
        return requestWhole;
    }

    /** Whether any byte of a response arrived. */
    boolean isResponseBegun() {
        return responseBegun;
    }

    /** Whether another request may follow. */
    boolean isReusable() {
        return reusable;
    }

    /** How many seconds the server keeps an idle connection; -1 if it does not say. */
    int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    /** Whether the server has closed the idle connection or sent unsolicited data, as far as can be detected. */
    boolean isStale(long idleNanos) {
        try {
            if (idleNanos < RECENT && raw.getInputStream().available() == 0) {
                return false;
            }
            raw.deadline(System.nanoTime() + Duration.ofMillis(1).toNanos());
            in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Closes the connection with a TLS closing message. */
    void close() {
        try {
            raw.deadline(System.nanoTime() + Duration.ofMillis(1).toNanos());
            socket.close();
        } catch (IOException e) {
            raw.abort();
        }
    }

    /** Closes the connection at once. */
    void abort() {
        raw.abort();
    }
}
