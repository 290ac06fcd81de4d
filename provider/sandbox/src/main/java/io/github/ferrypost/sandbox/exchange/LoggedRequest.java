package io.github.ferrypost.sandbox.exchange;

import java.time.Instant;

/** A logged request, without body, headers and secrets. Immutable. */
public final class LoggedRequest {
    private final String method;
    private final String path;
    private final int status;
    private final String mailbox;
    private final String requestId;
    private final String clientRequestId;
    private final Instant at;

    public LoggedRequest(
            String method,
            String path,
            int status,
            String mailbox,
            String requestId,
            String clientRequestId,
            Instant at) {
        this.method = method;
        this.path = path;
        this.status = status;
        this.mailbox = mailbox;
        this.requestId = requestId;
        this.clientRequestId = clientRequestId;
        this.at = at;
    }

    /** The HTTP method, or the SMTP verb. */
    public String method() {
        return method;
    }

    /** The path; {@code smtp} for SMTP. */
    public String path() {
        return path;
    }

    /** The HTTP status or SMTP code; 0 if the connection was dropped without an answer. */
    public int status() {
        return status;
    }

    /** The mailbox; empty if the request names none. */
    public String mailbox() {
        return mailbox;
    }

    /** The sandbox's id for the request; empty for SMTP. */
    public String requestId() {
        return requestId;
    }

    /** The client's id for the request; empty if it sent none. */
    public String clientRequestId() {
        return clientRequestId;
    }

    public Instant at() {
        return at;
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status + (mailbox.isEmpty() ? "" : " " + mailbox);
    }
}
