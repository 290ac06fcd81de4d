package io.github.ferrypost.http;

/** The contract; to be filled in. */
public interface Http {
    /**
     * Sends one request and waits for the whole answer. Never retries, never follows redirects.
     *
     * @throws HttpFailure if there is no answer; it tells whether the request may have arrived
     */
    Answer send(Request request) throws HttpFailure;
}
