package io.github.ferrypost.http;

import java.net.URI;
import java.util.List;

/** Sends HTTP requests. Implementations are safe for use by many threads. */
public interface Http extends AutoCloseable {
    /**
     * Sends one request and waits for the whole response. Never repeats a request that changes anything and that the
     * server may have received, and never follows redirects. An interrupt of the calling thread has no effect: the
     * exchange continues, and the flag stays set.
     *
     * @throws HttpFailure if there is no response; says whether the request may have arrived
     */
    Answer send(Request request) throws HttpFailure;

    /**
     * Prepares in another thread what the first requests would have to wait for: the TLS context, and a connection to
     * each address. Only the first call has an effect; never fails.
     *
     * @param next the addresses that will be used first, in order
     */
    void prepare(List<URI> next);

    /** Closes the idle connections. Requests in progress finish, and later requests open new connections. */
    @Override
    void close();

    /** A client on sockets. It has no thread while idle and need not be closed. */
    static Http standard(HttpOptions options) {
        return new SocketHttp(options);
    }
}
