package io.github.ferrypost.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A simulated failure, as an immutable value: what happens, after which delay, and for which mailbox. Order it with
 * {@link Faults}.
 *
 * <p>{@code Fault.status(503).retryAfter(5).after(Duration.ofMillis(200)).forMailbox("noreply@contoso.example")}
 */
public final class Fault {
    /** The kinds of failure. */
    public enum Kind {
        /** Only the delay; then the request is served as usual. */
        PASS,
        /** An HTTP status, or an SMTP reply with that code. */
        STATUS,
        /** An SMTP reply line. */
        REPLY,
        /** Closes the connection before the request's body (SMTP: the content) is read. */
        DROP_BEFORE,
        /** Closes the connection after a part of the body (SMTP: of the content). */
        DROP_DURING,
        /** Reads the whole request, then closes the connection without a response. */
        DROP,
        /** Sends bytes that do not follow the protocol. */
        GARBAGE,
        /** Sends the page of a proxy or a captive portal. */
        HTML,
        /** SMTP: a fatal TLS alert instead of the handshake. */
        TLS_ALERT,
        /** No response until the sandbox is closed. */
        STALL
    }

    private final Kind kind;
    private final int status;
    private final @Nullable String text;
    private final @Nullable String code;
    private final Map<String, String> headers;
    private final Duration delay;
    private final boolean accepted;
    private final @Nullable String mailbox;

    private Fault(
            Kind kind,
            int status,
            @Nullable String text,
            @Nullable String code,
            Map<String, String> headers,
            Duration delay,
            boolean accepted,
            @Nullable String mailbox) {
        this.kind = kind;
        this.status = status;
        this.text = text;
        this.code = code;
        this.headers = headers;
        this.delay = delay;
        this.accepted = accepted;
        this.mailbox = mailbox;
    }

    private static Fault of(Kind kind, int status, @Nullable String text) {
        return new Fault(kind, status, text, null, Map.of(), Duration.ZERO, false, null);
    }

    /**
     * Responds with this status (SMTP: a reply with this code); nothing is delivered, and the body has the service's
     * format.
     */
    public static Fault status(int status) {
        return of(Kind.STATUS, status, null);
    }

    /** The token endpoint refuses with {@code AADSTSnumber}; with Entra's own text if the sandbox knows the number. */
    public static Fault aadsts(int number) {
        return of(Kind.STATUS, 0, null).code("AADSTS" + number);
    }

    /** Delays the request, then serves it as usual; combine a delay with other faults by {@link #after}. */
    public static Fault delay(Duration delay) {
        return of(Kind.PASS, 0, null).after(delay);
    }

    /** Closes the connection before the request's body (SMTP: the content) is read. */
    public static Fault dropBefore() {
        return of(Kind.DROP_BEFORE, 0, null);
    }

    /** Closes the connection after a part of the request. */
    public static Fault dropDuring() {
        return of(Kind.DROP_DURING, 0, null);
    }

    /** Reads the whole request, delivers nothing, and closes the connection without a response. */
    public static Fault dropBeforeAcceptance() {
        return of(Kind.DROP, 0, null);
    }

    /** Carries out the request (delivers the message) and closes the connection without a response. */
    public static Fault dropAfterAcceptance() {
        return of(Kind.DROP, 0, null).afterAcceptance();
    }

    /** Sends bytes that do not follow the protocol: over HTTP a 200 with random bytes, over SMTP a random line. */
    public static Fault garbage() {
        return of(Kind.GARBAGE, 200, null);
    }

    /** Responds with the HTML page of a proxy, with status 503. */
    public static Fault html() {
        return html(503);
    }

    /** Responds with the HTML page of a proxy with this status, which may be 200. */
    public static Fault html(int status) {
        return of(Kind.HTML, status, null);
    }

    /** Sends an SMTP reply, such as {@code 451 4.7.0 Temporary server error}; 421 also closes the connection. */
    public static Fault reply(String line) {
        return of(Kind.REPLY, 0, line);
    }

    /** At {@link Target#SMTP_TLS}: a fatal alert (RFC 8446 section 6.2), such as 40, handshake_failure, or 70, protocol_version. */
    public static Fault tlsAlert(int description) {
        return of(Kind.TLS_ALERT, description, null);
    }

    /** No response until the sandbox is closed. */
    public static Fault stall() {
        return of(Kind.STALL, 0, null);
    }

    /** Adds a {@code Retry-After} of this many seconds. */
    public Fault retryAfter(long seconds) {
        return header("Retry-After", Long.toString(seconds));
    }

    /** Adds a {@code Retry-After} as an HTTP date, the other form of RFC 9110 section 10.2.3. */
    public Fault retryAfter(Instant date) {
        return header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
    }

    /** Adds this header. */
    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(kind, status, text, code, Collections.unmodifiableMap(more), delay, accepted, mailbox);
    }

    /** Uses this error code in the service's error body, such as {@code ErrorServerBusy}. */
    public Fault code(String errorCode) {
        return new Fault(kind, status, text, errorCode, headers, delay, accepted, mailbox);
    }

    /**
     * Uses this body verbatim instead of the service's error format; its type is JSON unless a header says otherwise.
     */
    public Fault body(String body) {
        return new Fault(kind, status, body, code, headers, delay, accepted, mailbox);
    }

    /** Adds a delay before the failure; closing the sandbox ends it. */
    public Fault after(Duration wait) {
        return new Fault(kind, status, text, code, headers, wait, accepted, mailbox);
    }

    /** Carries out the request first: a 504 for a message that was delivered, for example. */
    public Fault afterAcceptance() {
        return new Fault(kind, status, text, code, headers, delay, true, mailbox);
    }

    /** Only for requests of this mailbox; does not apply at points where the mailbox is not known yet. */
    public Fault forMailbox(String address) {
        return new Fault(kind, status, text, code, headers, delay, accepted, address);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status or SMTP code; 0 if the service's own table decides. */
    public int status() {
        return status;
    }

    /** The SMTP reply line or the body, if one was given. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The error code, if one was given. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Duration delay() {
        return delay;
    }

    /** Whether the request is carried out before the failure. */
    public boolean accepted() {
        return accepted;
    }

    boolean concerns(@Nullable String someMailbox) {
        return mailbox == null || mailbox.equalsIgnoreCase(someMailbox);
    }

    @Override
    public String toString() {
        return kind
                + (status > 0 ? " " + status : "")
                + (code == null ? "" : " " + code)
                + (accepted ? " accepted" : "");
    }
}
