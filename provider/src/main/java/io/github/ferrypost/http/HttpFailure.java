package io.github.ferrypost.http;

import java.io.IOException;

/** A request that got no answer, or that was refused before it went out. */
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveArrived;

    /**
     * @param message what failed at which host, for people; no secret in it
     * @param mayHaveArrived false only where the server certainly cannot have the whole request
     */
    public HttpFailure(String message, boolean mayHaveArrived, Throwable cause) {
        super(message, cause);
        this.mayHaveArrived = mayHaveArrived;
    }

    /** Whether the server may have carried the request out. */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
