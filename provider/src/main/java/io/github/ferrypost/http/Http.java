package io.github.ferrypost.http;

import java.net.URI;
import java.util.List;

/** Sends HTTP requests. Implementations are safe for use by many threads. */
public interface Http extends AutoCloseable {
    /**
     * Sends one request and waits for the whole response. Never repeats a request that changes anything and that the
     * server may have received, and never follows redirects. An interrupt of the calling thread disturbs nothing: the
     * exchange goes on, and the flag stays set.
     *
     * @throws HttpFailure if there is no response; it tells whether the request may have arrived
     */
    Answer send(Request request) throws HttpFailure;

    /**
     * Begins in another thread with what the first requests would have to wait for: the TLS context, and a connection to
     * each of these. Only the first call does so; never fails.
     *
     * @param next the addresses that will be asked first, in their order
     */
    default void prepare(List<URI> next) {}

    /** Closes the idle connections. Requests under way end by themselves, and later requests open new connections. */
    @Override
    default void close() {}

    /** A client on sockets. It has no thread of its own while it is idle, and need not be closed. */
    static Http standard(HttpOptions options) {
        return new SocketHttp(options);
    }
}
