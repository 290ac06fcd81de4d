package io.github.ferrypost.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One failure, as an immutable value: what happens, after which delay, and to whom. Order it with {@link Faults}.
 *
 * <p>{@code Fault.status(503).retryAfter(5).after(Duration.ofMillis(200)).forMailbox("noreply@contoso.example")}
 */
public final class Fault {
    /** What happens. */
    public enum Kind {
        /** Nothing but the delay; then the request is served as usual. */
        PASS,
        /** An HTTP status, or an SMTP reply with that code. */
        STATUS,
        /** An SMTP reply line. */
        REPLY,
        /** The connection is closed before the request's body (SMTP: the content) is read. */
        DROP_BEFORE,
        /** The connection is closed after a part of the body (SMTP: of the content). */
        DROP_DURING,
        /** The whole request is read, then the connection is closed without an answer. */
        DROP,
        /** Bytes that are not the protocol. */
        GARBAGE,
        /** The page of a proxy or a captive portal. */
        HTML,
        /** SMTP: a fatal TLS alert in place of the handshake. */
        TLS_ALERT,
        /** No answer until the sandbox is closed. */
        STALL
    }

    private final Kind kind;
    private final int status;
    private final String text;
    private final String code;
    private final Map<String, String> headers;
    private final Duration delay;
    private final boolean accepted;
    private final String mailbox;

    private Fault(
            Kind kind,
            int status,
            String text,
            String code,
            Map<String, String> headers,
            Duration delay,
            boolean accepted,
            String mailbox) {
        this.kind = kind;
        this.status = status;
        this.text = text;
        this.code = code;
        this.headers = headers;
        this.delay = delay;
        this.accepted = accepted;
        this.mailbox = mailbox;
    }

    private static Fault of(Kind kind, int status, String text) {
        return new Fault(kind, status, text, null, Map.of(), Duration.ZERO, false, null);
    }

    /** An answer with this status (SMTP: a reply with this code); nothing is delivered, the body is in the service's shape. */
    public static Fault status(int status) {
        return of(Kind.STATUS, status, null);
    }

    /** The token endpoint refuses with {@code AADSTSnumber}: Entra's own words where the number is known to the sandbox. */
    public static Fault aadsts(int number) {
        return of(Kind.STATUS, 0, null).code("AADSTS" + number);
    }

    /** The request waits, then is served as usual; combine with others by {@link #after}. */
    public static Fault delay(Duration delay) {
        return of(Kind.PASS, 0, null).after(delay);
    }

    /** The connection is closed before the request's body (SMTP: the content) is read. */
    public static Fault dropBefore() {
        return of(Kind.DROP_BEFORE, 0, null);
    }

    /** The connection is closed after a part of the request. */
    public static Fault dropDuring() {
        return of(Kind.DROP_DURING, 0, null);
    }

    /** The whole request is read, nothing is delivered, and the connection is closed without an answer. */
    public static Fault dropBeforeAcceptance() {
        return of(Kind.DROP, 0, null);
    }

    /** The request is carried out (the message is delivered), and the connection is closed without an answer. */
    public static Fault dropAfterAcceptance() {
        return of(Kind.DROP, 0, null).afterAcceptance();
    }

    /** Bytes that are not the protocol: over HTTP a 200 whose body is noise, over SMTP a line of noise. */
    public static Fault garbage() {
        return of(Kind.GARBAGE, 200, null);
    }

    /** The HTML page of a proxy, with status 503. */
    public static Fault html() {
        return html(503);
    }

    /** The HTML page of a proxy with this status, 200 included. */
    public static Fault html(int status) {
        return of(Kind.HTML, status, null);
    }

    /** An SMTP reply, such as {@code 451 4.7.0 Temporary server error}; 421 also closes the connection. */
    public static Fault reply(String line) {
        return of(Kind.REPLY, 0, line);
    }

    /** At {@link Target#SMTP_TLS}: a fatal alert (RFC 8446 section 6.2), such as 40, handshake_failure, or 70, protocol_version. */
    public static Fault tlsAlert(int description) {
        return of(Kind.TLS_ALERT, description, null);
    }

    /** No answer until the sandbox is closed. */
    public static Fault stall() {
        return of(Kind.STALL, 0, null);
    }

    /** With a {@code Retry-After} of this many seconds. */
    public Fault retryAfter(long seconds) {
        return header("Retry-After", Long.toString(seconds));
    }

    /** With a {@code Retry-After} that is an HTTP date, the other form of RFC 9110 section 10.2.3. */
    public Fault retryAfter(Instant date) {
        return header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
    }

    /** With this header. */
    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(kind, status, text, code, Collections.unmodifiableMap(more), delay, accepted, mailbox);
    }

    /** With this error code in the service's error body, such as {@code ErrorServerBusy}. */
    public Fault code(String errorCode) {
        return new Fault(kind, status, text, errorCode, headers, delay, accepted, mailbox);
    }

    /** With this body, word for word, instead of an error in the service's shape; JSON unless a header says otherwise. */
    public Fault body(String body) {
        return new Fault(kind, status, body, code, headers, delay, accepted, mailbox);
    }

    /** Only after this delay; closing the sandbox ends it. */
    public Fault after(Duration wait) {
        return new Fault(kind, status, text, code, headers, wait, accepted, mailbox);
    }

    /** The request is carried out first: a 504 for a message that was delivered, for instance. */
    public Fault afterAcceptance() {
        return new Fault(kind, status, text, code, headers, delay, true, mailbox);
    }

    /** Only requests for this mailbox; points of a conversation that know no mailbox yet are spared. */
    public Fault forMailbox(String address) {
        return new Fault(kind, status, text, code, headers, delay, accepted, address);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status or the SMTP code; 0 where the service's own table decides. */
    public int status() {
        return status;
    }

    /** The SMTP reply line or the body, where one was given. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The error code, where one was given. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Duration delay() {
        return delay;
    }

    /** Whether the request is carried out before the failure shows. */
    public boolean accepted() {
        return accepted;
    }

    boolean concerns(String someMailbox) {
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
