package io.github.ferrypost.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The body on its way out: streamed, and watched, since a server cannot act on a request that it has not whole. */
final class MeasuredBody implements AutoCloseable {
    private final Optional<Request.Body> body;
    private final Queue<Measured> opened = new ConcurrentLinkedQueue<>();
    private volatile boolean wholeRead;

    MeasuredBody(Optional<Request.Body> body) {
        this.body = body.filter(present -> present.length() > 0);
        this.wholeRead = this.body.isEmpty();
    }

    /** With its length told beforehand: Graph's upload sessions want Content-Length, and so do old proxies. */
    BodyPublisher publisher() {
        return body.map(present -> BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(present)), present.length()))
                .orElseGet(BodyPublishers::noBody);
    }

    /** Whether every byte was taken for sending; at once where there are none. */
    boolean wholeRead() {
        return wholeRead;
    }

    private InputStream open(Request.Body present) {
        Measured stream = new Measured(present);
        opened.add(stream);
        return stream;
    }

    /** Java closes the stream at its end only, not when the request fails half-way. */
    @Override
    public void close() {
        opened.forEach(Measured::closeQuietly);
    }

    /** Opens at the first read, where the publisher still listens for an exception. */
    private final class Measured extends InputStream {
        private final Request.Body source;
        private InputStream in;
        private boolean closed;
        private long count;

        private Measured(Request.Body source) {
            this.source = source;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("the body is closed");
            }
            if (in == null) {
                in = source.open();
            }
            int got = in.read(buffer, offset, length);
            count += Math.max(got, 0);
            if (count >= source.length()) {
                wholeRead = true;
            }
            return got;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            if (in != null) {
                in.close();
            }
        }

        private void closeQuietly() {
            try {
                close();
            } catch (IOException e) {
                // it was only read from: nothing is lost
                closed = true;
            }
        }
    }
}
