package io.github.ferrypost.sandbox.exchange;

/**
 * Microsoft's limits, as an immutable value.
 *
 * <p>Sources: Graph's throttling page (4 concurrent requests per app and mailbox), Exchange Online's limits (3
 * connections, 30 messages a minute, 500 recipients a message), RFC 5321 section 4.5.3.1.4 and RFC 4954 section 4 (512
 * octets a command line, 12288 a line of authentication).
 */
public final class Limits {
    private static final int NONE = Integer.MAX_VALUE;

    private final int graphConcurrency;
    private final int smtpConnections;
    private final int smtpPerMinute;
    private final int recipients;
    private final int commandLine;
    private final int retryAfter;

    private Limits(
            int graphConcurrency,
            int smtpConnections,
            int smtpPerMinute,
            int recipients,
            int commandLine,
            int retryAfter) {
        this.graphConcurrency = graphConcurrency;
        this.smtpConnections = smtpConnections;
        this.smtpPerMinute = smtpPerMinute;
        this.recipients = recipients;
        this.commandLine = commandLine;
        this.retryAfter = retryAfter;
    }

    /** All of Microsoft's limits. */
    public static Limits microsoft() {
        return new Limits(4, 3, 30, 500, 512, 1);
    }

    /** For tests: like {@link #microsoft()}, but without the limit on messages per minute. */
    public static Limits withoutRate() {
        return microsoft().smtpPerMinute(NONE);
    }

    /** No limits except those of the protocols. */
    public static Limits none() {
        return new Limits(NONE, NONE, NONE, NONE, 512, 1);
    }

    /** Concurrent Graph requests per app and mailbox; beyond that 429. */
    public Limits graphConcurrency(int requests) {
        return new Limits(requests, smtpConnections, smtpPerMinute, recipients, commandLine, retryAfter);
    }

    /** Concurrent authenticated SMTP connections per mailbox; a submission beyond that gets 432. */
    public Limits smtpConnections(int connections) {
        return new Limits(graphConcurrency, connections, smtpPerMinute, recipients, commandLine, retryAfter);
    }

    /** Messages per minute and mailbox by SMTP; beyond that 421. */
    public Limits smtpPerMinute(int messages) {
        return new Limits(graphConcurrency, smtpConnections, messages, recipients, commandLine, retryAfter);
    }

    /** Recipients per message, by Graph and SMTP. */
    public Limits recipients(int count) {
        return new Limits(graphConcurrency, smtpConnections, smtpPerMinute, count, commandLine, retryAfter);
    }

    /** Octets of an SMTP command line with its CRLF; an inline token needs more than the RFC's 512. */
    public Limits commandLine(int octets) {
        return new Limits(graphConcurrency, smtpConnections, smtpPerMinute, recipients, octets, retryAfter);
    }

    /** The Retry-After of a throttled Graph request, in seconds. */
    public Limits retryAfter(int seconds) {
        return new Limits(graphConcurrency, smtpConnections, smtpPerMinute, recipients, commandLine, seconds);
    }

    public int graphConcurrency() {
        return graphConcurrency;
    }

    public int smtpConnections() {
        return smtpConnections;
    }

    public int smtpPerMinute() {
        return smtpPerMinute;
    }

    public int recipients() {
        return recipients;
    }

    public int commandLine() {
        return commandLine;
    }

    public int retryAfter() {
        return retryAfter;
    }
}
