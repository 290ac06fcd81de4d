package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One session with the server: Angus' transport for connection, STARTTLS and the wire, and our own words on it. Used by
 * one thread at a time, but {@link #abort()} by any.
 *
 * <p>Angus' {@code sendMessage} is not used: its exceptions lose replies, and it waits for each reply before the next
 * command. AUTH runs inside Angus' own sign-in, since only there its trace is silenced: a trace log at the finest level
 * would hold the token otherwise.
 */
final class Link extends SMTPTransport {
    static final String DATA = "DATA";

    private static final byte[] EMPTY_LINE = new byte[0];
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Account account;
    private final Wire wire;
    private final SmtpLimits limits;
    private Phase phase = Phase.GREETING;
    private String token;
    private Said auth;
    private SMTPOutputStream body;
    private boolean dataAhead;
    private int carried;
    private Instant idleSince = Instant.MIN;

    Link(Session session, Account account, Wire wire, SmtpLimits limits) {
        super(session, null);
        this.account = account;
        this.wire = wire;
        this.limits = limits;
    }

    /** Greeting, EHLO, STARTTLS, EHLO, AUTH; what stood in the way, or nothing. The link is closed if anything did. */
    synchronized Optional<Refusal> open(String tokenValue) {
        token = tokenValue;
        try {
            setLocalHost(wire.literal());
            connect(wire);
            if (auth != null && auth.code() == 235) {
                return Optional.empty();
            }
            // with no AUTH in EHLO, Angus is content without
            abort();
            return Optional.of(Refusal.noXoauth2(host()));
        } catch (MessagingException e) {
            abort();
            return Optional.of(refusal(e));
        } finally {
            token = null;
        }
    }

    private Refusal refusal(MessagingException failure) {
        if (auth != null) {
            return Refusal.said(auth);
        }
        if (failure.getCause() instanceof IOException) {
            return Refusal.failed(phase, host(), failure);
        }
        if (failure instanceof AuthenticationFailedException) {
            return Refusal.noXoauth2(host());
        }
        if (phase == Phase.HELLO && getLastReturnCode() == 250 && !supportsExtension("STARTTLS")) {
            return Refusal.noStartTls(host());
        }
        return Refusal.said(Said.of(phase, getLastReturnCode(), getLastServerResponse()));
    }

    /** The user is Angus' to know; the password is not one, and only has Angus begin the sign-in. */
    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        return super.protocolConnect(host, port, account.mailbox(), "-");
    }

    /** No HELO after a refused EHLO: without EHLO there is no STARTTLS, and the refusal's words would be lost. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        phase = Phase.HELLO;
        if (!super.ehlo(domain)) {
            throw new MessagingException("EHLO refused: " + getLastServerResponse());
        }
        return true;
    }

    /** Angus comes here to begin AUTH; what it gets back is 235 or a plain refusal, so that it adds nothing of its own. */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        if (token == null || !command.startsWith("AUTH ")) {
            return super.simpleCommand(command);
        }
        phase = Phase.AUTH;
        auth = Said.nothing(Phase.AUTH, "no reply to AUTH");
        try {
            int code = authenticate();
            auth = Said.of(Phase.AUTH, code, getLastServerResponse());
        } catch (MessagingException e) {
            auth = Said.nothing(Phase.AUTH, Refusal.reason(e));
            throw e;
        }
        return auth.code() == 235 ? 235 : 535;
    }

    /**
     * The token goes in a line of its own after the 334 (RFC 4954 section 4): with it, the AUTH line would be longer than
     * a command may be. Only a server that does not know the form without it gets it at once. A second 334 holds an error,
     * which wants an empty line before the refusal itself comes.
     */
    private int authenticate() throws MessagingException {
        String mechanism = "AUTH XOAUTH2";
        String credentials = credentials();
        int code = super.simpleCommand(mechanism);
        if (code == 334) {
            code = simpleCommand(credentials.getBytes(StandardCharsets.US_ASCII));
        } else if (code == 501 || code == 504) {
            code = super.simpleCommand(mechanism + " " + credentials);
        }
        return code == 334 ? simpleCommand(EMPTY_LINE) : code;
    }

    /** Microsoft's page on OAuth for IMAP, POP and SMTP: user and token, each ended by a byte 1. */
    private String credentials() {
        String plain = "user=" + account.mailbox() + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends commands, of which only the last may be {@link #DATA}; their replies are still to be {@link #hear heard}. Angus
     * flushes each command that it sends, but not what goes into the stream of a body. So as soon as there has been a body
     * on this link, its stream takes the first commands, and they leave with the last one, in one packet.
     */
    synchronized void say(List<String> commands) throws MessagingException {
        // it may be left from a message whose sender was refused, after which nobody came to begin
        dataAhead = false;
        int last = commands.size() - 1;
        for (String command : commands.subList(0, last)) {
            if (body == null) {
                sendCommand(command);
            } else {
                sayWithTheNext(command);
            }
        }
        sendCommand(commands.get(last));
        dataAhead = commands.get(last).equals(DATA);
    }

    private void sayWithTheNext(String command) throws MessagingException {
        if (command.indexOf('\r') >= 0 || command.indexOf('\n') >= 0) {
            throw new MessagingException("a command has to be one line"); // as Angus demands of those that it sends
        }
        try {
            body.write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new MessagingException("the server cannot be reached any more", e);
        }
    }

    /** Angus sends DATA in the method that makes the stream of the body. */
    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (dataAhead && command.equals(DATA)) {
            dataAhead = false;
            return;
        }
        dataAhead = false;
        super.sendCommand(command);
    }

    /** The next reply. */
    synchronized Said hear(Phase where) {
        try {
            int code = readServerResponse();
            return Said.of(where, code, getLastServerResponse());
        } catch (MessagingException e) {
            return Said.nothing(where, Refusal.reason(e));
        }
    }

    /** DATA; after a 354, {@link #body()} takes the message, after anything else the transaction has been reset. */
    synchronized Said begin() {
        try {
            body = (SMTPOutputStream) data();
            return Said.of(Phase.DATA, getLastReturnCode(), getLastServerResponse());
        } catch (SMTPSendFailedException e) {
            return Said.of(Phase.DATA, e.getReturnCode(), e.getMessage());
        } catch (MessagingException e) {
            return Said.nothing(Phase.DATA, Refusal.reason(e));
        }
    }

    /** Ends lines with CRLF and stuffs dots (RFC 5321 section 4.5.2). */
    synchronized OutputStream body() {
        return body;
    }

    /**
     * The final dot and its reply. Where the dot cannot be written, the phase is still {@link Phase#DATA}: the last TLS
     * record did not leave whole, so that the server cannot have read the dot.
     */
    synchronized Said end() {
        try {
            body.ensureAtBOL();
            wire.patience(limits.receipt());
            sendCommand(".");
        } catch (IOException | MessagingException e) {
            return Said.nothing(Phase.DATA, Refusal.reason(e));
        }
        Said said = hear(Phase.END);
        try {
            wire.patience(limits.reply());
        } catch (IOException e) {
            abort();
        }
        return said;
    }

    /** RSET; whether the link can take another message. */
    synchronized boolean reset() {
        try {
            return super.simpleCommand("RSET") == 250;
        } catch (MessagingException e) {
            return false;
        }
    }

    /** The largest message that the server announced (RFC 1870), or nothing where it named no limit. */
    synchronized Optional<Long> size() {
        String size = getExtensionParameter("SIZE");
        return size != null && size.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(size)) : Optional.empty();
    }

    Account account() {
        return account;
    }

    Wire wire() {
        return wire;
    }

    private String host() {
        return account.endpoints().smtpHost();
    }

    /** How many messages were tried on this link. */
    synchronized int carried() {
        return carried;
    }

    synchronized void countOne() {
        carried++;
    }

    /** Whether it has lain idle at its berth, where a server may have given it up. */
    synchronized boolean isReused() {
        return idleSince.isAfter(Instant.MIN);
    }

    synchronized Instant idleSince() {
        return idleSince;
    }

    synchronized void idleSince(Instant now) {
        idleSince = now;
    }

    /** QUIT; the server's farewell is waited for, or it would count this link beside the one that is opened next. */
    void quit() {
        try {
            wire.patience(FAREWELL);
            close();
        } catch (IOException | MessagingException e) {
            // the link is given up either way
        }
        wire.abort();
    }

    /** Ends the connection at once, whatever is under way on it. */
    void abort() {
        wire.abort();
    }
}
