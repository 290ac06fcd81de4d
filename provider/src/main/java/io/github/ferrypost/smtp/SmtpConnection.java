package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.tls.Loopback;
import io.github.ferrypost.util.ProcessErrors;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * One session with the server (RFC 5321 section 3): greeting, EHLO, STARTTLS, AUTH, then commands. For one thread at
 * a time, except {@link #abort()}, which any thread may call. Network and server failures are returned, never thrown.
 */
final class SmtpConnection {
    static final String DATA = "DATA";

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Account account;
    private final TimedSocket socket;
    private final SmtpChannel channel;
    private final SmtpLimits limits;
    private Map<String, String> extensions = Map.of();
    private int carried;
    private Instant idleSince = Instant.MIN;

    SmtpConnection(Account account, TimedSocket socket, SmtpLimits limits) throws IOException {
        this.account = account;
        this.socket = socket;
        this.channel = new SmtpChannel(socket);
        this.limits = limits;
    }

    /**
     * Runs the session from the greeting to AUTH; returns the failure, or empty. On failure the connection is closed.
     *
     * @param name that the token signs in with
     */
    Optional<ConnectFailure> open(SSLSocketFactory tls, String name, String token) {
        boolean open = false;
        try {
            Optional<ConnectFailure> refusal = secure(tls);
            if (refusal.isEmpty()) {
                refusal = signIn(name, token);
            }
            open = refusal.isEmpty();
            return refusal;
        } finally {
            if (!open) {
                abort();
            }
        }
    }

    private Optional<ConnectFailure> secure(SSLSocketFactory tls) {
        String host = account.endpoints().smtpHost();
        SmtpReply greeting = hear(Phase.GREETING);
        if (greeting.code() != 220) {
            return unfit(greeting);
        }
        Optional<ConnectFailure> refused = hello();
        if (refused.isPresent()) {
            return refused;
        }
        if (!supports("STARTTLS")) {
            return Optional.of(ConnectFailure.noStartTls(host));
        }
        SmtpReply ready = command(Phase.HELLO, "STARTTLS");
        if (ready.code() != 220) {
            return unfit(ready);
        }
        try {
            channel.startTls(tls, host, !Loopback.is(host), limits.reply());
        } catch (IOException e) {
            return Optional.of(ConnectFailure.tls(host, e));
        }
        // what was announced in clear may be forged (RFC 3207 section 4.2)
        return hello();
    }

    /** No HELO after a refused EHLO: without EHLO there is no STARTTLS. */
    private Optional<ConnectFailure> hello() {
        SmtpReply said = command(Phase.HELLO, "EHLO " + socket.literal());
        extensions = extensions(said.raw());
        return said.code() == 250 ? Optional.empty() : unfit(said);
    }

    private Optional<ConnectFailure> signIn(String name, String token) {
        boolean offered =
                List.of(extensions.getOrDefault("AUTH", "").split(" ", -1)).contains("XOAUTH2");
        if (!offered) {
            return Optional.of(ConnectFailure.noXoauth2(account.endpoints().smtpHost()));
        }
        SmtpReply said = new Xoauth2(channel, limits.reply(), name).run(token);
        return said.code() == 235 ? Optional.empty() : Optional.of(ConnectFailure.said(outOfStep(said), account));
    }

    private Optional<ConnectFailure> unfit(SmtpReply said) {
        return Optional.of(ConnectFailure.said(outOfStep(said), account));
    }

    /** A positive reply that is not the expected one counts as no reply. */
    private static SmtpReply outOfStep(SmtpReply said) {
        return said.isRefusal() || said.isNothing() ? said : SmtpReply.nothing(said.phase(), "out of step: " + said);
    }

    /** RFC 5321 section 4.1.1.1: one keyword with its parameters per line, after the line with the server's name. */
    private static Map<String, String> extensions(String reply) {
        Map<String, String> found = new HashMap<>();
        String[] lines = reply.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            // AUTH=LOGIN is the form from before RFC 2554
            String line =
                    lines[i].length() < 4 ? "" : lines[i].substring(4).strip().replaceFirst("(?i)^AUTH=", "AUTH ");
            int blank = line.indexOf(' ');
            String keyword = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
            String parameters =
                    blank < 0 ? "" : line.substring(blank + 1).strip().toUpperCase(Locale.ROOT);
            found.merge(keyword, parameters, (one, other) -> one + " " + other);
        }
        return found;
    }

    /** Whether the last EHLO announced this extension. */
    boolean supports(String extension) {
        return extensions.containsKey(extension);
    }

    /** The maximum message size in bytes that the server announced (RFC 1870); empty if it announced no limit. */
    Optional<Long> size() {
        String size = extensions.getOrDefault("SIZE", "");
        return size.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(size)) : Optional.empty();
    }

    boolean isEncrypted() {
        return channel.isEncrypted();
    }

    /**
     * Sends commands in one packet; {@link #hear} then reads their replies one by one. Returns whether all were sent.
     */
    boolean say(List<String> commands) {
        try {
            channel.send(commands);
            return true;
        } catch (IOException e) {
            ProcessErrors.rethrow(e);
            return false;
        }
    }

    /** The next reply. */
    SmtpReply hear(Phase where) {
        return hear(where, limits.reply());
    }

    private SmtpReply hear(Phase where, Duration patience) {
        SmtpReply said;
        try {
            said = SmtpReply.of(where, channel.reply(patience));
        } catch (IOException e) {
            said = SmtpReply.nothing(where, ConnectFailure.reason(e));
        }
        SmtpChannel.trace(said);
        return said;
    }

    /** One command and its reply. */
    SmtpReply command(Phase where, String command) {
        try {
            channel.send(List.of(command));
        } catch (IOException e) {
            // the server may have said why it hung up
            SmtpReply last = hear(where);
            return last.isRefusal() ? last : SmtpReply.nothing(where, ConnectFailure.reason(e));
        }
        return hear(where);
    }

    /** Starts the message after a 354. */
    DataEncoder body() {
        return new DataEncoder(channel.message());
    }

    /**
     * Sends the final dot and reads its reply. If the dot cannot be written, the phase is still {@link Phase#DATA}:
     * the last TLS record was not sent completely, so the server cannot have read the dot.
     */
    SmtpReply end(DataEncoder body) {
        try {
            body.end();
        } catch (IOException e) {
            return SmtpReply.nothing(Phase.DATA, ConnectFailure.reason(e));
        }
        return hear(Phase.END, limits.receipt());
    }

    /** Sends RSET; returns whether the connection can take another message. */
    boolean reset() {
        return command(Phase.MAIL, "RSET").code() == 250;
    }

    /** Whether the server still answers. */
    boolean isAlive() {
        return command(Phase.MAIL, "NOOP").isPositive();
    }

    Account account() {
        return account;
    }

    /** How many messages were attempted on this connection. */
    int carried() {
        return carried;
    }

    void countOne() {
        carried++;
    }

    /** Whether it has been idle, so that the server may have dropped it. */
    boolean isReused() {
        return idleSince.isAfter(Instant.MIN);
    }

    Instant idleSince() {
        return idleSince;
    }

    void idleSince(Instant now) {
        idleSince = now;
    }

    /**
     * Sends QUIT and waits for the reply; otherwise the server would count this connection together with the next
     * one.
     */
    void quit() {
        try {
            channel.send(List.of("QUIT"));
            channel.reply(FAREWELL);
            channel.close();
        } catch (IOException e) {
            // the connection is closed either way
        }
        socket.abort();
    }

    /** Closes the connection at once, whatever another thread is doing on it. */
    void abort() {
        socket.abort();
    }
}
