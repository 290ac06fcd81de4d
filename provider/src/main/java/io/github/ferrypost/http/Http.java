package io.github.ferrypost.http;

/** Sends HTTP requests. Implementations are safe for use by many threads. */
public interface Http {
    /**
     * Sends one request and waits for the whole answer. Never retries a request that changes anything, never follows
     * redirects. An interrupt of the calling thread ends the wait with a failure, and stays set.
     *
     * @throws HttpFailure if there is no answer; it tells whether the request may have arrived
     */
    Answer send(Request request) throws HttpFailure;

    /** Begins in another thread with what the first request would have to wait for; never fails. */
    default void prepare() {}

    /** A client on {@code java.net.http}. It needs no closing: its threads are daemons, and end when it is not used. */
    static Http standard(HttpOptions options) {
        return new JdkHttp(options);
    }
}
