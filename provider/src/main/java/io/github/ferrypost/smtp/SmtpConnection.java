package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.tls.Loopback;
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
 * One session with the server (RFC 5321 section 3): greeting, EHLO, STARTTLS, AUTH, then commands. Used by one thread at a
 * time, but {@link #abort()} by any. Nothing here throws for what the network or the server does.
 */
final class SmtpConnection {
    static final String DATA = "DATA";

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Account account;
    private final TimedSocket wire;
    private final SmtpChannel channel;
    private final SmtpLimits limits;
    private Map<String, String> extensions = Map.of();
    private int carried;
    private Instant idleSince = Instant.MIN;

    SmtpConnection(Account account, TimedSocket wire, SmtpLimits limits) throws IOException {
        this.account = account;
        this.wire = wire;
        this.channel = new SmtpChannel(wire);
        this.limits = limits;
    }

    /** From the greeting to AUTH; what prevents it, or nothing. The connection is closed if anything does. */
    Optional<ConnectFailure> open(SSLSocketFactory tls, String token) {
        Optional<ConnectFailure> refusal = secure(tls);
        if (refusal.isEmpty()) {
            refusal = signIn(token);
        }
        if (refusal.isPresent()) {
            abort();
        }
        return refusal;
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
        // what was announced in clear may be anybody's words (RFC 3207 section 4.2)
        return hello();
    }

    /** No HELO after a refused EHLO: without EHLO there is no STARTTLS. */
    private Optional<ConnectFailure> hello() {
        SmtpReply said = command(Phase.HELLO, "EHLO " + wire.literal());
        extensions = extensions(said.raw());
        return said.code() == 250 ? Optional.empty() : unfit(said);
    }

    private Optional<ConnectFailure> signIn(String token) {
        boolean offered =
                List.of(extensions.getOrDefault("AUTH", "").split(" ", -1)).contains("XOAUTH2");
        if (!offered) {
            return Optional.of(ConnectFailure.noXoauth2(account.endpoints().smtpHost()));
        }
        SmtpReply said = new Xoauth2(channel, limits.reply(), account).run(token);
        return said.code() == 235 ? Optional.empty() : Optional.of(ConnectFailure.said(outOfStep(said), account));
    }

    private Optional<ConnectFailure> unfit(SmtpReply said) {
        return Optional.of(ConnectFailure.said(outOfStep(said), account));
    }

    /** A reply that is positive and still not the one that belongs here is no reply. */
    private static SmtpReply outOfStep(SmtpReply said) {
        return said.isRefusal() || said.isNothing() ? said : SmtpReply.nothing(said.phase(), "out of step: " + said);
    }

    /** RFC 5321 section 4.1.1.1: a keyword and its parameters a line, after the line with the server's name. */
    private static Map<String, String> extensions(String reply) {
        Map<String, String> found = new HashMap<>();
        String[] lines = reply.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            // AUTH=LOGIN is how servers said it before RFC 2554
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

    /** Whether the last EHLO announced this. */
    boolean supports(String extension) {
        return extensions.containsKey(extension);
    }

    /** The largest message that the server announced (RFC 1870), or nothing where it named no limit. */
    Optional<Long> size() {
        String size = extensions.getOrDefault("SIZE", "");
        return size.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(size)) : Optional.empty();
    }

    boolean isEncrypted() {
        return channel.isEncrypted();
    }

    /** Sends commands in one packet; their replies are then {@link #hear heard} one by one. Whether all went out. */
    boolean say(List<String> commands) {
        try {
            channel.send(commands);
            return true;
        } catch (IOException e) {
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
            // the server may still have said why it hung up
            SmtpReply last = hear(where);
            return last.isRefusal() ? last : SmtpReply.nothing(where, ConnectFailure.reason(e));
        }
        return hear(where);
    }

    /** Takes the message after a 354. */
    DataEncoder body() {
        return new DataEncoder(channel.out());
    }

    /**
     * The final dot and its reply. Where the dot cannot be written, the phase is still {@link Phase#DATA}: the last TLS
     * record did not leave whole, so that the server cannot have read the dot.
     */
    SmtpReply end(DataEncoder body) {
        try {
            body.end();
        } catch (IOException e) {
            return SmtpReply.nothing(Phase.DATA, ConnectFailure.reason(e));
        }
        return hear(Phase.END, limits.receipt());
    }

    /** RSET; whether the connection can take another message. */
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

    /** How many messages were tried on this connection. */
    int carried() {
        return carried;
    }

    void countOne() {
        carried++;
    }

    /** Whether it has been idle, and the server may have given it up. */
    boolean isReused() {
        return idleSince.isAfter(Instant.MIN);
    }

    Instant idleSince() {
        return idleSince;
    }

    void idleSince(Instant now) {
        idleSince = now;
    }

    /** QUIT; the server's reply is waited for, or it would count this connection beside the one that is opened next. */
    void quit() {
        try {
            channel.send(List.of("QUIT"));
            channel.reply(FAREWELL);
            channel.close();
        } catch (IOException e) {
            // the connection is given up either way
        }
        wire.abort();
    }

    /** Ends the connection at once, whatever is under way on it. */
    void abort() {
        wire.abort();
    }
}
