package io.github.ferrypost.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request got no response, or was rejected before it was sent. */
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveArrived;

    /**
     * @param message the failure and the host, for people; contains no secret
     * @param mayHaveArrived false only if the server certainly does not have the whole request
     */
    public HttpFailure(String message, boolean mayHaveArrived, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveArrived = mayHaveArrived;
    }

    /** Whether the server may have executed the request. */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
